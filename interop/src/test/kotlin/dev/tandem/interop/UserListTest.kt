package dev.tandem.interop

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import javax.tools.DiagnosticCollector
import javax.tools.JavaFileObject
import javax.tools.ToolProvider

internal interface User

internal interface Users {
    suspend fun all(): List<User>
}

/** Java's inference and Kotlin's lists of interfaces: what [Suspend] says of them. */
class UserListTest :
    FunSpec({
        val user = object : User {}
        val users = object : Users {
            override suspend fun all() = listOf(user)
        }

        test("a list of an interface is had with a wildcard, inferred, or copied") {
            UserList.withWildcard(users) shouldBe listOf(user)
            UserList.inferred(users) shouldBe listOf(user)
            UserList.copied(users) shouldBe listOf(user)
        }

        test("a list of an interface without the wildcard does not compile") {
            errorsOf("java.util.List<? extends User> all") shouldBe emptyList()
            errorsOf("java.util.List<User> all") shouldContain "compiler.err.prob.found.req"
        }
    })

/** The errors of a Java class that declares what the call gives in this way. */
private fun errorsOf(declaration: String): List<String> {
    val folder = Files.createTempDirectory("trap")
    val source = Files.writeString(
        folder.resolve("Trap.java"),
        "package dev.tandem.interop; class Trap { void read(Users users) throws Exception { " +
            "$declaration = Suspend.block(users::all); } }",
    )
    val compiler = ToolProvider.getSystemJavaCompiler()
    val found = DiagnosticCollector<JavaFileObject>()
    val options = listOf("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", "$folder")
    compiler.getStandardFileManager(found, null, null).use { files ->
        compiler.getTask(null, files, found, options, null, files.getJavaFileObjects(source)).call()
    }
    folder.toFile().deleteRecursively()
    return found.diagnostics.filter { it.kind == javax.tools.Diagnostic.Kind.ERROR }.map { it.code }
}

package dev.tandem.interop

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiTools
import java.io.File
import java.nio.file.Path
import kotlin.io.path.createParentDirectories
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.relativeTo
import kotlin.io.path.walk
import kotlin.io.path.writeText

/**
 * The public API of each library is the one in its `api` folder, so that whoever reviews a change sees what it does to
 * callers.
 *
 * Kotlin's ABI tools write that file from the class files, of Java and of Kotlin alike, with the names and types that the
 * JVM sees. What Kotlin calls internal, and what a module does not export to everybody, is not in it.
 */
class PublicApiTest :
    FunSpec({
        Library.entries.forEach { library ->
            test("the public API of ${library.folder} is the one that was reviewed") {
                val reviewed = library.reviewedApi()
                if (refresh) reviewed.createParentDirectories().writeText(library.api())
                reviewed.difference(library.api())?.let { throw AssertionError(complaint(reviewed, it)) }
            }
        }

        test("what Java reads has no get in its name, but where a type of somebody else's says so") {
            Library.entries.flatMap { getters(it.api()) }.joinToString("\n") shouldBe ""
        }

        test("a change of the public API is a difference, named by its lines") {
            val file = tempdir().toPath().resolve("reviewed.api")
            file.writeText(Library.THREADS.api())
            file.difference(Library.THREADS.api()).shouldBeNull()
            val changed = Library.THREADS.api().replace("isSet ()Z", "isSet ()Ljava/lang/Boolean;")
            file.difference(changed).orEmpty() shouldContain Regex("(?m)^-.* isSet \\(\\)Z$")
        }
    })

/** Set by the command that writes the files anew. */
private val refresh = System.getProperty("refresh") == "true"

private val tools = AbiTools.getInstance()

private fun Library.reviewedApi(): Path = Library.repository.resolve(folder).resolve("api/tandem-$folder.api")

private fun Library.api(): String {
    val files = if (classes.isDirectory()) {
        classes.walk().filter {
            it.extension == "class"
        }.toList()
    } else {
        listOf(classes)
    }
    val hidden = (module.packages() - exported).flatMap { listOf("$it.*", "$it.*.**") }.toSet()
    return buildString {
        tools.printJvmDump(this, files.map(Path::toFile), AbiFilters(emptySet(), hidden, emptySet(), emptySet()))
    }
}

/** The lines in which the file differs from [api], or null. */
private fun Path.difference(api: String): String? {
    if (!exists()) return "there is no such file"
    val actual = File.createTempFile("actual", ".api")
    try {
        actual.writeText(api)
        return tools.filesDiff(toFile(), actual)
    } finally {
        actual.delete()
    }
}

private fun complaint(reviewed: Path, difference: String) =
    """
    |The public API is not the one in ${reviewed.relativeTo(
        Library.repository,
    )}. If it is meant to change, write the file anew with
    |
    |    mvn -q -Prefresh test
    |
    |look over what that changed, and commit it. The difference:
    |$difference
    """.trimMargin()

/** The methods without parameters that begin with `get`, and that neither a type outside of ours nor Kotlin's enums have. */
private fun getters(api: String): List<String> {
    var type = ""
    return api.lines().mapNotNull { line ->
        Regex("public .*(?:class|interface) ([\\w/$]+).*\\{").matchEntire(line)?.let { type = it.groupValues[1] }
        val getter = Regex("\\tpublic .*fun (get[A-Z]\\w*) \\(\\).*").matchEntire(line)?.groupValues?.get(1)
        getter?.takeUnless { isInherited(Class.forName(type.replace('/', '.')), it) }?.let { "$type.$it" }
    }
}

private fun isInherited(type: Class<*>, method: String): Boolean {
    if (type.isEnum && method == "getEntries") return true
    val types = generateSequence(listOf(type)) { below ->
        below.flatMap { listOfNotNull(it.superclass) + it.interfaces }.ifEmpty { null }
    }
    return types.flatten().any { other ->
        !other.name.startsWith("dev.tandem") &&
            other.methods.any { it.name == method }
    }
}

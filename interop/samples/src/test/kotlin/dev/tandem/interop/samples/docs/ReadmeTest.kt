package dev.tandem.interop.samples.docs

import dev.tandem.threads.VirtualThreads
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path

/** What the README's first screen shows does what it says. */
class ReadmeTest :
    FunSpec({
        test("the README's Java and Kotlin count the same") {
            val folder = tempdir().toPath()
            val files = List(3) { Files.writeString(folder.resolve("$it.txt"), "x".repeat(it)) }
            val executor = VirtualThreads.newExecutor()
            ReadmeJava.lengths(files) shouldBe listOf(0, 1, 2)
            ReadmeKotlin.lengths(files, executor) shouldBe listOf(0, 1, 2)
            executor.shutdown()
        }
    })

/** The folder of the repository, wherever in it the tests run. */
internal val repositoryRoot: Path = Repository.ROOT

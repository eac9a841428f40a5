package dev.tandem.interop.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.engine.spec.tempfile
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

class BlockingLibraryTest :
    FunSpec({
        test("every request is sent before any is done, on one thread though the client blocks") {
            val out = tempdir()
            val lines = linesOf(BlockingLibrary(), "--speed", "5", "--out", "$out")
                .map { it.replace(Regex("http://[^/]*"), "URL") }
            lines.take(3) shouldContainExactly NAMES.map { "sent: URL/$it" }
            lines.subList(3, 6) shouldContainExactlyInAnyOrder NAMES.map { "done: URL/$it" }
            lines.drop(6) shouldContainExactly listOf("saved in $out")
        }

        test("all together take as long as one, and not as three") {
            measureTime { linesOf(BlockingLibrary(), "--latency", "3", "--out", "${tempdir()}") } shouldBeLessThan
                9.seconds
        }

        test("saves the files in a new folder") {
            val out = tempdir().resolve("a").resolve("b")
            linesOf(BlockingLibrary(), "--speed", "100", "--out", "$out")
            out.list() shouldContainExactlyInAnyOrder NAMES.toTypedArray()
            for (name in NAMES) {
                out.resolve(name).readText() shouldContain "<title>/$name</title>"
            }
        }

        test("a file that cannot be written fails the sample") {
            val out = tempdir()
            val inTheWay = out.resolve(NAMES[1]).apply { mkdir() }
            shouldThrow<SampleException> { linesOf(BlockingLibrary(), "--speed", "100", "--out", "$out") }
                .message shouldBe "cannot write $inTheWay"
        }

        test("refuses a folder that is a file") {
            val file = tempfile()
            shouldThrow<UsageException> { linesOf(BlockingLibrary(), "--out", "$file") }
                .message shouldBe "--out: $file is not a folder"
        }

        test("an interruption gives the blocking requests up, and saves nothing") {
            val out = tempdir()
            linesOfInterrupted(BlockingLibrary(), "--latency", "3600", "--out", "$out").forEach {
                it shouldStartWith "sent: "
            }
            out.list().shouldBeEmpty()
        }
    })

private val NAMES = listOf("20240109.html", "20240110.html", "20240111.html")

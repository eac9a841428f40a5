package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldStartWith
import java.io.File
import java.lang.ProcessBuilder.Redirect
import java.util.concurrent.TimeUnit.SECONDS

class DownloadsTest :
    FunSpec({
        timeout = 60_000

        test("sends every request before any is done") {
            val out = tempdir()
            val lines =
                inRealTime(Downloads(), "--speed", "10", "--out", "$out").map {
                    it.replace(Regex("http://127.0.0.1:\\d+"), "URL")
                }
            lines.take(3) shouldBe NAMES.map { "sent: URL/$it" }
            lines.subList(3, 6) shouldContainExactlyInAnyOrder NAMES.map { "done: URL/$it" }
            lines.drop(6) shouldBe listOf("saved in $out")
        }

        test("saves the files in a new folder") {
            val out = tempdir().resolve("a").resolve("b")
            inRealTime(Downloads(), "--speed", "100", "--out", "$out")
            out.list() shouldContainExactlyInAnyOrder NAMES.toTypedArray()
            for (name in NAMES) {
                out.resolve(name).readText() shouldContain "<title>/$name</title>"
            }
        }

        test("overwrites what was saved before") {
            val out = tempdir()
            val first = out.resolve(NAMES[0]).apply { writeText("x".repeat(10_000)) }
            inRealTime(Downloads(), "--speed", "100", "--out", "$out")
            first.readText() shouldStartWith "<!doctype html>"
            first.readText() shouldEndWith "</p>\n"
        }

        test("saves in a folder where it runs, and leaves nothing else") {
            val temporary = tempdir()
            val here = tempdir()
            val process =
                program(temporary, "--speed=100").directory(here).redirectOutput(Redirect.DISCARD).start()
            try {
                process.waitFor(30, SECONDS) shouldBe true
                process.exitValue() shouldBe 0
                temporary.list().shouldBeEmpty()
                here.resolve("downloads").list() shouldContainExactlyInAnyOrder NAMES.toTypedArray()
            } finally {
                process.destroyForcibly()
            }
        }

        test("a file that cannot be written fails the sample") {
            val out = tempdir()
            val inTheWay = out.resolve(NAMES[1]).apply { mkdir() }
            shouldThrow<SampleException> { inRealTime(Downloads(), "--speed", "100", "--out", "$out") }
                .message shouldBe "cannot write $inTheWay"
        }

        test("refuses a folder that is a file") {
            val file = tempdir().resolve("file").apply { writeText("") }
            shouldThrow<UsageException> { inRealTime(Downloads(), "--out", "$file") }
                .message shouldBe "--out: $file is not a folder"
        }

        test("a folder that cannot be made fails the sample") {
            val below = tempdir().resolve("file").apply { writeText("") }.resolve("below")
            shouldThrow<SampleException> { inRealTime(Downloads(), "--out", "$below") }
                .message shouldBe "--out: cannot create the folder $below"
        }

        test("an interrupted download ends at once and saves nothing") {
            val out = tempdir()
            Player.play(Downloads(), "--latency", "3600", "--out", "$out") {
                repeat(3) { nextLine() shouldStartWith "sent: " }
                interrupt()
            }
            out.list().shouldBeEmpty()
        }
    })

private val NAMES = listOf("20240109.html", "20240112.html", "20240113.html")

/** The sample as a program of its own, whose temporary files are in [folder]. */
private fun program(folder: File, vararg options: String) = ProcessBuilder(
    File(System.getProperty("java.home")).resolve("bin/java").path,
    "-Djava.io.tmpdir=$folder",
    "-XX:-UsePerfData",
    "-cp",
    System.getProperty("java.class.path"),
    "dev.tandem.coroutines.samples.DownloadsKt",
    *options,
).redirectError(Redirect.INHERIT)

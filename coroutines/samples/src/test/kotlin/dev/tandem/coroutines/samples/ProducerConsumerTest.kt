package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively
import kotlin.io.path.isWritable
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readLines
import kotlin.io.path.writeText

@OptIn(ExperimentalPathApi::class)
class ProducerConsumerTest :
    FunSpec({
        val crawled = Regex("craw[0-2] craw http://.*/pages/(\\d+) url_queue\\.size = (\\d+)")
        val parsed = "parse[01] results\\.size 20 html_queue\\.size = \\d+"
        lateinit var folder: Path

        beforeTest { folder = createTempDirectory("producer-consumer") }
        afterTest { folder.deleteRecursively() }

        test("every page is crawled once, and parsed once it was crawled") {
            val lines = inRealTime(ProducerConsumer(), "--speed", "50")
            lines shouldHaveSize 101
            val pages = mutableListOf<Int>()
            var parsings = 0
            for (line in lines.take(100)) {
                val crawl = crawled.matchEntire(line)
                if (crawl == null) {
                    line shouldMatch parsed
                    ++parsings shouldBeLessThanOrEqual pages.size
                } else {
                    val (page, left) = crawl.destructured
                    left.toInt() shouldBeLessThanOrEqual 50 - page.toInt() // those before it have left
                    pages += page.toInt()
                }
            }
            pages shouldContainExactlyInAnyOrder (1..50).toList()
            parsings shouldBe 50
            lines.last() shouldBe "1000 results of 50 pages"
        }

        test("one crawler takes the pages in order, and says how many are left") {
            val lines = inRealTime(ProducerConsumer(), "--pages", "5", "--crawlers", "1", "--speed", "50")
            lines.filter { it.startsWith("craw0 ") }.map { it.replace(Regex("http://.*/pages"), "/pages") } shouldBe
                (1..5).map { "craw0 craw /pages/$it url_queue.size = ${5 - it}" }
        }

        test("every result is written exactly once, over what an earlier run has left") {
            val file = folder.resolve("spider_data.txt")
            file.writeText("what an earlier run left\n")
            val options = arrayOf("--speed", "1000", "--crawlers", "8", "--parsers", "8", "--out", file.toString())
            inRealTime(ProducerConsumer(), *options).last() shouldBe "1000 results of 50 pages"
            file.readLines() shouldContainExactlyInAnyOrder (1..1000).map { "Post $it" }
        }

        test("the results of a page stay together") {
            val file = folder.resolve("spider_data.txt")
            inRealTime(ProducerConsumer(), "--speed", "1000", "--parsers", "8", "--out", file.toString())
            for (page in file.readLines().chunked(20)) {
                val first = page.first().removePrefix("Post ").toInt()
                page shouldBe (first until first + 20).map { "Post $it" }
            }
        }

        test("without a file of its own, it leaves none behind") {
            val program =
                ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=$folder",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.tandem.coroutines.samples.ProducerConsumerKt",
                    "--speed=1000",
                    "--pages=3",
                ).redirectErrorStream(true).start()
            try {
                program.inputReader().useLines { it.last() } shouldBe "60 results of 3 pages"
                program.waitFor(20, TimeUnit.SECONDS) shouldBe true
                program.exitValue() shouldBe 0
            } finally {
                program.destroyForcibly()
            }
            folder.listDirectoryEntries() shouldBe emptyList()
        }

        val full = Path.of("/dev/full") // a disk that is always full, on Linux
        test("a result that cannot be written fails the sample, and nobody hangs").config(enabled = full.isWritable()) {
            failure(ProducerConsumer(), "--speed", "50", "--out", full.toString()) shouldContain "IOException"
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(ProducerConsumer(), "--out", folder.resolve("spider_data.txt").toString())
        }

        test("refuses a file in a folder that does not exist") {
            val file = folder.resolve("missing").resolve("spider_data.txt")
            refusal(ProducerConsumer(), "--out", file.toString()) shouldBe
                "producer-consumer: --out: cannot write to '$file'. Name a file in a folder that exists."
        }

        test("refuses to work without crawlers, parsers or pages") {
            refusal(ProducerConsumer(), "--crawlers", "0") shouldBe
                "producer-consumer: Invalid value for option '--crawlers': '0' is not a whole number of at" +
                " least 1. Try 'producer-consumer --help'."
            refusal(ProducerConsumer(), "--parsers", "0")
            refusal(ProducerConsumer(), "--pages", "0")
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempfile
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe

class ProducerConsumerTest :
    FunSpec({
        val crawled = Regex("craw[0-2] craw http://.*/pages/(\\d+) url_queue\\.size = \\d+")
        val parsed = Regex("parse[01] results\\.size 20 html_queue\\.size = \\d+")

        test("every page is crawled by a coroutine and parsed by a thread, once, and every result written once") {
            val file = tempfile("spider_data", ".txt")
            val lines = linesOf(ProducerConsumer(), "--speed", "100", "--out", file.path)
            lines shouldHaveSize 101
            lines.mapNotNull { crawled.matchEntire(it)?.groupValues?.get(1)?.toInt() } shouldContainExactlyInAnyOrder
                (1..50).toList()
            lines.count { parsed.matches(it) } shouldBe 50
            lines.last() shouldBe "1000 results of 50 pages"
            file.readLines() shouldContainExactlyInAnyOrder (1..1000).map { "Post $it" }
        }
    })

package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class BlogCrawlerTest :
    FunSpec({
        test("either crawl prints every page between its start and its end") {
            val lines = inRealTime(BlogCrawler(), "--pages", "12", "--latency", "1ms")
            val blocks = lines.chunked(15)
            blocks.map { it.first() } shouldBe listOf("start sequential crawling...", "start concurrent crawling...")
            blocks.forEach { block ->
                block.subList(1, 13).shouldBeUnique().forEach { it shouldMatch "http://.*/pages/\\d+ \\d+" }
                block[13] shouldMatch "end .* crawling\\.\\.\\."
                block[14] shouldMatch "consume: \\d+\\.\\d\\d s"
            }
        }

        test("the sequential crawl keeps the order of the pages") {
            val lines = inRealTime(BlogCrawler(), "--pages", "5", "--latency", "0ms")
            lines.subList(1, 6).map { it.substringAfter("/pages/").substringBefore(" ") } shouldBe
                listOf("1", "2", "3", "4", "5")
        }

        test("a page that cannot be had fails the crawl") {
            shouldThrow<SampleException> { inRealTime(BlogCrawler(), "--url", "http://127.0.0.1:1/") }
                .message shouldBe "http://127.0.0.1:1/ connection refused"
        }
    })

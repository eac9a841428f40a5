package dev.tandem.interop.samples

import dev.tandem.samples.SampleException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class BlogCrawlerTest :
    FunSpec({
        test("either kind of caller prints every page between its start and its end") {
            val blocks = linesOf(BlogCrawler(), "--pages", "12", "--latency", "1ms").chunked(15)
            blocks.map { it.first() } shouldBe
                listOf(
                    "start coroutines, blocking client crawling...",
                    "start threads, suspending client crawling...",
                )
            blocks.forEach { block ->
                block.subList(1, 13).shouldBeUnique().forEach { it shouldMatch "http://.*/pages/\\d+ \\d+" }
                block[13] shouldBe block[0].replace("start", "end")
                block[14] shouldMatch "consume: \\d+\\.\\d\\d s"
            }
        }

        test("a page that cannot be had fails the crawl") {
            shouldThrow<SampleException> { linesOf(BlogCrawler(), "--url", "http://127.0.0.1:1/") }.message shouldBe
                "http://127.0.0.1:1/ connection refused"
        }
    })

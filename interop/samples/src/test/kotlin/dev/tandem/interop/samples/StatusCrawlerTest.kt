package dev.tandem.interop.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldStartWith

class StatusCrawlerTest :
    FunSpec({
        suspend fun crawl(vararg options: String) = linesOf(StatusCrawler(), *options)
            .map { it.replace(Regex("http://[^/]*"), "URL").replace(Regex("\\d+\\.\\d\\d"), "N") }

        test("threads and coroutines ask in turn, and the answers come in the order of the codes") {
            crawl("--speed", "10").filterNot { it.startsWith(" ") } shouldContainExactly
                listOf(
                    "a thread asks URL/200",
                    "a coroutine asks URL/400",
                    "a thread asks URL/404",
                    "a coroutine asks URL/408",
                    "a thread asks URL/500",
                    "a coroutine asks URL/524",
                    "URL/200: 200, 2xx: success",
                    "URL/200:status 200",
                    "URL/400: 400, 4xx: the client's mistake",
                    "URL/400:status 400",
                    "URL/404: 404, 4xx: the client's mistake",
                    "URL/404:status 404",
                    "URL/408: 408, 4xx: the client's mistake",
                    "URL/408:status 408",
                    "URL/500: 500, 5xx: the server's mistake",
                    "URL/500:status 500",
                    "URL/524: 524, 5xx: the server's mistake",
                    "URL/524:status 524",
                    "Took N seconds",
                    "Done.",
                )
        }

        test("either client's answer has the same headers") {
            val headers = crawl("--latency", "0", "--codes", "200,201").filter { it.startsWith(" ") }
            val expected = listOf("    content-length: 10", "    content-type: text/plain; charset=utf-8")
            headers.subList(0, 2) shouldBe expected
            headers[2] shouldStartWith "    date: "
            headers.subList(3, 5) shouldBe expected
            headers[5] shouldStartWith "    date: "
        }

        test("takes as long as the slowest answer, and not as long as all together") {
            val lines = linesOf(StatusCrawler(), "--latency", "1")
            val seconds = lines[lines.size - 2].removePrefix("Took ").removeSuffix(" seconds").toDouble()
            seconds.shouldBeBetween(1.0, 4.0, 0.0)
        }

        test("a server that does not answer the thread or the coroutine in time fails the sample") {
            shouldThrow<SampleException> { crawl("--latency", "3600", "--timeout", "0.1") }
                .message shouldMatch "http://.*/200, or another of 6: timed out"
        }

        test("a server that is not there fails the sample, whoever asks first") {
            shouldThrow<SampleException> { crawl("--base", "http://127.0.0.1:1", "--codes", "200") }
                .message shouldBe "http://127.0.0.1:1/200 connection refused"
        }

        test("an interruption ends the threads' requests and the coroutines'") {
            linesOfInterrupted(StatusCrawler(), "--latency", "3600", "--timeout", "3600")
                .first() shouldStartWith "a thread asks "
        }

        test("refuses a status that no answer ends with") {
            shouldThrow<UsageException> { crawl("--codes", "200,100") }.message shouldBe
                "--codes: 100 is no final status"
        }
    })

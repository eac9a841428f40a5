package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.SlowServer
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldStartWith
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import picocli.CommandLine.ParameterException
import java.net.InetAddress
import java.net.ServerSocket
import java.time.Duration

class StatusCrawlerTest :
    FunSpec({
        timeout = 60_000

        test("prints each code with its class, in the order of the codes") {
            val lines = inRealTime(StatusCrawler(), "--speed", "10")
            withoutHeaders(lines) shouldBe
                listOf(
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

        test("prints the headers under each answer") {
            val lines = inRealTime(StatusCrawler(), "--speed", "10")
            lines.take(30).chunked(5).forEach { (_, length, type, date) ->
                length shouldBe "    content-length: 10"
                type shouldBe "    content-type: text/plain; charset=utf-8"
                date shouldStartWith "    date: "
            }
        }

        test("takes as long as the slowest answer, not as long as all together") {
            val lines = inRealTime(StatusCrawler(), "--latency", "1")
            val took = lines[lines.size - 2]
            took.removePrefix("Took ").removeSuffix(" seconds").toDouble().shouldBeBetween(1.0, 4.0, 0.0)
        }

        test("an answer without a body and a redirect are answers too") {
            val lines = inRealTime(StatusCrawler(), "--latency", "0", "--codes", "204,302")
            withoutHeaders(lines) shouldBe
                listOf(
                    "URL/204: 204, 2xx: success",
                    "URL/204:",
                    "URL/302: 302, 3xx: more requests are needed",
                    "URL/302:status 302",
                    "Took N seconds",
                    "Done.",
                )
        }

        test("asks another server, whatever it answers") {
            SlowServer.open(Duration.ZERO) { SlowServer.Answer(200, "got $it") }.use { server ->
                val base = server.url("/status/").toString()
                val lines = inRealTime(StatusCrawler(), "--base", base, "--codes", "404")
                lines[0] shouldBe "${base}404: 200, 2xx: success"
                lines[1] shouldBe "    content-length: ${"got /status/404".length}"
            }
        }

        test("a server that is not there fails the sample") {
            shouldThrow<SampleException> {
                inRealTime(StatusCrawler(), "--base", "http://127.0.0.1:1", "--codes", "200")
            }.message shouldBe "http://127.0.0.1:1/200 connection refused"
        }

        test("a server that does not answer in time fails the sample") {
            val failure =
                shouldThrow<SampleException> {
                    inRealTime(StatusCrawler(), "--latency", "3600", "--timeout", "0.1")
                }
            failure.message shouldMatch "http://.*/200, or another of 6: timed out"
        }

        test("an interrupted crawl ends at once") {
            ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
                silent.soTimeout = 20_000
                val base = "http://127.0.0.1:${silent.localPort}"
                Player.play(StatusCrawler(), "--base", base, "--codes", "200", "--timeout", "3600") {
                    withContext(Dispatchers.IO) { silent.accept() }.use { interrupt() }
                }
            }
        }

        test("refuses a status that no answer ends with") {
            misuse("--codes", "200,100") shouldBe "--codes: 100 is no final status"
            misuse("--codes", "600") shouldBe "--codes: 600 is no final status"
        }

        test("refuses a base that is no address") {
            for (base in listOf("ftp://a", "http:/a", "//a", "a")) {
                misuse("--base", base) shouldBe "--base: '$base' is not an http or https URL"
            }
        }

        test("refuses a time that is none") {
            misuse("--timeout", "0") shouldBe "--timeout must be more than 0"
            for (time in listOf("-1", "soon", "NaN", "1e10")) {
                shouldThrow<ParameterException> { inRealTime(StatusCrawler(), "--latency", time) }
                    .message shouldContain "'$time' is not a number of seconds"
            }
        }
    })

private fun withoutHeaders(lines: List<String>) = lines.filterNot { it.startsWith(" ") }.map {
    it.replace(Regex("^http://127.0.0.1:\\d+"), "URL").replace(Regex("\\d+\\.\\d\\d"), "N")
}

private suspend fun misuse(vararg options: String) =
    shouldThrow<UsageException> { inRealTime(StatusCrawler(), *options) }.message

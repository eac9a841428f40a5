package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.doubles.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withTimeout
import java.net.ConnectException
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.time.Duration.Companion.seconds

class WebServiceTest :
    FunSpec({
        timeout = 60_000

        test("prints the same answer twice, first read in turn, then at once") {
            val lines = inRealTime(WebService(), "--speed", "10")
            lines.map { it.replace(Regex("\\d+\\.\\d\\d"), "N") } shouldBe
                listOf(
                    "sequential: $ANSWER",
                    "sequential: took N s",
                    "concurrent: $ANSWER",
                    "concurrent: took N s",
                )
        }

        test("in turn takes the sum, and at once takes less") {
            val lines = inRealTime(WebService(), "--speed", "0.5")
            seconds(lines[1]) shouldBeGreaterThanOrEqual 1.2
            seconds(lines[3]).shouldBeBetween(0.6, 1.2, 0.0)
        }

        test("answers fifty requests at once on both routes") {
            Player.play(WebService(), "--serve", "0") {
                val url = servedUrl()
                for (route in listOf(url, url.resolve("sequential"))) {
                    val asked = List(50) { ask(route) }
                    gather(asked) { withTimeout(30.seconds) { it.await() } }.forEach { answer ->
                        answer.statusCode() shouldBe 200
                        answer.headers().firstValue("Content-Type").get() shouldBe "application/json"
                        answer.body() shouldBe ANSWER
                    }
                }
                interrupt()
            }
        }

        test("serves until it is interrupted, and then no more") {
            Player.play(WebService(), "--serve", "0", "--speed", "100") {
                val url = servedUrl()
                withTimeout(30.seconds) { ask(url).await() }.body() shouldBe ANSWER
                interrupt()
                shouldThrow<ConnectException> { Socket(url.host, url.port).close() }
            }
        }

        test("an interruption does not wait for requests under way") {
            Player.play(WebService(), "--serve", "0", "--speed", "0.0001") {
                val url = servedUrl()
                val underWay = listOf(ask(url), ask(url), ask(url.resolve("sequential")))
                withTimeout(30.seconds) { ask(url.resolve("nothing")).await() }.statusCode() shouldBe 404
                underWay.none { it.isDone } shouldBe true
                interrupt()
                underWay.forEach { withTimeout(30.seconds) { it.handle { _, _ -> }.await() } }
            }
        }

        test("a port that is taken fails the sample, and is told once") {
            ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { taken ->
                uncaughtIn {
                    shouldThrow<SampleException> { inRealTime(WebService(), "--serve", "${taken.localPort}") }
                        .message shouldBe "--serve: port ${taken.localPort} is taken, or not yours to take"
                }.shouldBeEmpty()
            }
        }

        test("refuses a port that is none") {
            for (port in listOf("-1", "65536")) {
                shouldThrow<UsageException> { inRealTime(WebService(), "--serve=$port") }
                    .message shouldBe "--serve: $port is not a port"
            }
        }
    })

private const val ANSWER = """{"result_file": "read_file", "result_db": "read_db", "result_api": "read_api"}"""

private val client = HttpClient.newHttpClient()

private fun ask(url: URI): CompletableFuture<HttpResponse<String>> =
    client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())

private suspend fun Player.servedUrl(): URI {
    val line = nextLine()
    line shouldMatch "serving http://.*/ and http://.*/sequential until Ctrl-C"
    return URI(line.split(" ")[1])
}

/** What [block] left to the handler of last resort, which prints it with its stack. */
private suspend fun uncaughtIn(block: suspend () -> Unit): List<Throwable> {
    val uncaught = CopyOnWriteArrayList<Throwable>()
    val before = Thread.getDefaultUncaughtExceptionHandler()
    Thread.setDefaultUncaughtExceptionHandler { _, e -> uncaught += e }
    try {
        block()
    } finally {
        Thread.setDefaultUncaughtExceptionHandler(before)
    }
    return uncaught
}

private fun seconds(line: String) = line.substringAfter("took ").removeSuffix(" s").toDouble()

package dev.tandem.interop.samples

import dev.tandem.samples.CapturedOutput
import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.doubles.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe
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
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread

class WebServiceTest :
    FunSpec({
        test("prints the same answer twice, first read in turn, then at once") {
            linesOf(WebService(), "--speed", "10").map { it.replace(Regex("\\d+\\.\\d\\d"), "N") } shouldContainExactly
                listOf(
                    "sequential: $ANSWER",
                    "sequential: took N s",
                    "concurrent: $ANSWER",
                    "concurrent: took N s",
                )
        }

        test("in turn takes the sum, and at once takes less") {
            val lines = linesOf(WebService(), "--speed", "0.5")
            seconds(lines[1]) shouldBeGreaterThanOrEqual 1.2
            seconds(lines[3]).shouldBeBetween(0.6, 1.2, 0.0)
        }

        test("answers fifty requests at once on both routes") {
            served("--serve", "0") { url ->
                for (route in listOf(url, url.resolve("sequential"))) {
                    List(50) { ask(route) }.forEach {
                        val answer = it.get(30, SECONDS)
                        answer.statusCode() shouldBe 200
                        answer.headers().firstValue("Content-Type").get() shouldBe "application/json"
                        answer.body() shouldBe ANSWER
                    }
                }
            }
        }

        test("an interruption ends the service, its coroutines and the thread that blocks for them") {
            var address: URI? = null
            served("--serve", "0", "--speed", "0.0001") { url ->
                address = url
                val underWay = listOf(ask(url), ask(url.resolve("sequential")))
                ask(url.resolve("nothing")).get(30, SECONDS).statusCode() shouldBe 404
                underWay.none { it.isDone } shouldBe true
            }
            shouldThrow<ConnectException> { Socket(address!!.host, address.port).close() }
        }

        test("a port that is taken fails the sample") {
            ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { taken ->
                shouldThrow<SampleException> { linesOf(WebService(), "--serve", "${taken.localPort}") }
                    .message shouldBe "--serve: port ${taken.localPort} is taken, or not yours to take"
            }
        }

        test("refuses a port that is none") {
            shouldThrow<UsageException> { linesOf(WebService(), "--serve=65536") }
                .message shouldBe "--serve: 65536 is not a port"
        }
    })

private const val ANSWER = """{"result_file": "read_file", "result_db": "read_db", "result_api": "read_api"}"""

private val client = HttpClient.newHttpClient()

private fun ask(url: URI): CompletableFuture<HttpResponse<String>> =
    client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())

private fun seconds(line: String) = line.substringAfter("took ").removeSuffix(" s").toDouble()

/** Has the service run while [use] does, and then interrupts it, as Ctrl-C does. */
private fun served(vararg options: String, use: (URI) -> Unit) {
    val service = WebService()
    service.commandLine(service.id()).parseArgs(*options)
    val url = CompletableFuture<URI>()
    val serving = FutureTask {
        CapturedOutput.start { line -> url.complete(URI(line.removePrefix("serving ").substringBefore(" "))) }.use {
            shouldThrow<InterruptedException> { service.play(service.stage().unwatched()) }
        }
    }
    val server = thread(name = "server") { serving.run() }
    try {
        use(url.get(30, SECONDS))
    } finally {
        server.interrupt()
        serving.get(30, SECONDS)
    }
}

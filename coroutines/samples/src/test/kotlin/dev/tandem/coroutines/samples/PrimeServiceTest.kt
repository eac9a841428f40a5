package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.coroutines.gather
import dev.tandem.samples.SampleException
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldStartWith
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.future.asDeferred
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext
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
import java.time.Duration
import java.util.concurrent.CompletableFuture
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

class PrimeServiceTest :
    FunSpec({
        timeout = 120_000

        afterTest { children().shouldBeEmpty() }

        test("tries itself out") {
            inRealTime(PrimeService(), "--workers", "1") shouldBe
                listOf(
                    "/is_prime/1,2,3,4: 200 $ANSWER",
                    "/is_prime/abc: 400 ${error("'abc' is not a whole number")}",
                    "/is_prime/9223372036854775808: 400 " +
                        error(
                            "9223372036854775808 does not fit 64 bits;" +
                                " ask for -9223372036854775808 to 9223372036854775807",
                        ),
                )
        }

        test("refuses bad questions with a reason") {
            Player.play(PrimeService(), "--serve", "0") {
                val url = servedUrl()
                val nothing = "there is no number; ask as in /is_prime/1,2,3,4"
                requireAnswer(400, "'abc' is not a whole number", ask(url, "abc"))
                requireAnswer(400, "'' is not a whole number", ask(url, "1,,2"))
                requireAnswer(400, "'' is not a whole number", ask(url, "1,%20,2"))
                requireAnswer(400, nothing, ask(url, ""))
                requireAnswer(400, nothing, ask(url, "%20"))
                requireAnswer(400, "1001 numbers are too many; ask for 1000 at most", ask(url, "1,".repeat(1000)))
                answered(ask(url, "1/2")).statusCode() shouldBe 404
                children().shouldBeEmpty()
                interrupt()
            }
        }

        test("a question that takes too long is given up with its process") {
            Player.play(PrimeService(), "--serve", "0", "--workers", "1", "--timeout", "2") {
                val url = servedUrl()
                requireAnswer(503, "there is no answer within 2 s", ask(url, SLOW))
                interrupt()
            }
        }

        // on Linux, where all of 127.0.0.0/8 is this machine
        test("a client with many costly questions is refused all but a few, and others are answered at once")
            .config(enabledIf = { "linux" in System.getProperty("os.name").lowercase() }) {
                Player.play(PrimeService(), "--serve", "0", "--workers", "2", "--timeout", "100") {
                    val url = servedUrl()
                    val hostile = List(8) { ask(url, SLOW) }
                    hostile.map { it.asDeferred() }.asCompleted().take(7).collect { refused ->
                        val answer = refused.await()
                        answer.body() shouldBe error("one client may have 1 under way at a time")
                        answer.statusCode() shouldBe 503
                        answer.headers().firstValue("Retry-After").get() shouldBe "1"
                    }
                    askFrom("127.0.0.2", url, "1,2,3,4") shouldEndWith ANSWER
                    hostile.count { it.isDone } shouldBe 7
                    interrupt()
                }
            }

        test("a client that hangs up gives its place to its next question") {
            Player.play(PrimeService(), "--serve", "0", "--workers", "2", "--timeout", "100") {
                val url = servedUrl()
                val worker = warm(url)
                val before = cpu(worker)
                withContext(Dispatchers.IO) { Socket(url.host, url.port) }.use { socket ->
                    val request = "GET /is_prime/$SLOW HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    withContext(Dispatchers.IO) { socket.getOutputStream().write(request.toByteArray()) }
                    awaitWork(worker, since = before)
                    answered(ask(url, "2")).statusCode() shouldBe 503
                }
                eventually(30.seconds) { answered(ask(url, "2")).body() shouldBe """{"2": true}""" }
                interrupt()
            }
        }

        test("a client that hangs up ends its task") {
            Player.play(PrimeService(), "--serve", "0", "--workers", "1") {
                val url = servedUrl()
                val worker = warm(url)
                val before = cpu(worker)
                withContext(Dispatchers.IO) { Socket(url.host, url.port) }.use { socket ->
                    val request = "GET /is_prime/$SLOW HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    withContext(Dispatchers.IO) { socket.getOutputStream().write(request.toByteArray()) }
                    awaitWork(worker, since = before)
                }
                withTimeout(20.seconds) { worker.onExit().await() } // idle, it would have lived for a minute
                answered(ask(url, "2")).body() shouldBe """{"2": true}"""
                interrupt()
            }
        }

        test("a worker that dies fails its question and no other") {
            Player.play(PrimeService(), "--serve", "0", "--workers", "1", "--timeout", "100") {
                val url = servedUrl()
                val worker = warm(url)
                val before = cpu(worker)
                val slow = ask(url, SLOW)
                awaitWork(worker, since = before)
                worker.destroyForcibly()
                answered(slow).statusCode() shouldBe 503
                answered(slow).body() shouldStartWith WORKER_DIED
                answered(ask(url, "2")).body() shouldBe """{"2": true}"""
                interrupt()
            }
        }

        test("every answer is right or says why there is none, while workers are killed") {
            val clients = 16
            val questions = 20
            Player.play(PrimeService(), "--serve", "0", "--workers", "2", "--per-client", "$clients") {
                val url = servedUrl()
                val statuses =
                    gather(
                        List(clients) {
                            Random(it)
                        },
                    ) { random -> List(questions) { askAndNowAndThenKill(url, random) } }
                statuses.flatten().count { it == 200 } shouldBeGreaterThan clients * questions / 2
                interrupt()
            }
        }

        test("an interruption ends the service and its processes, whatever they are at") {
            Player.play(PrimeService(), "--serve", "0", "--workers", "1") {
                val url = servedUrl()
                val worker = warm(url)
                val before = cpu(worker)
                val slow = ask(url, SLOW)
                awaitWork(worker, since = before)
                interrupt()
                children().shouldBeEmpty()
                shouldThrow<ConnectException> { Socket(url.host, url.port).close() }
                withTimeout(30.seconds) { slow.handle { _, _ -> }.await() }
            }
        }

        test("a port that is taken fails the sample") {
            ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { taken ->
                shouldThrow<SampleException> { inRealTime(PrimeService(), "--serve", "${taken.localPort}") }
            }
        }
    })

private const val ANSWER = """{"1": false, "2": true, "3": true, "4": false}"""
private const val WORKER_DIED = """{"error": "worker process """

/** The largest prime of 64 bits, which takes many seconds. */
private const val SLOW = "9223372036854775783"

private val client = HttpClient.newHttpClient()

private fun ask(url: URI, numbers: String): CompletableFuture<HttpResponse<String>> = client.sendAsync(
    HttpRequest.newBuilder(URI("${url.resolve("/is_prime/")}$numbers")).build(),
    BodyHandlers.ofString(),
)

/** Asks from another address, and gives the whole answer. */
private suspend fun askFrom(address: String, url: URI, numbers: String): String = withContext(Dispatchers.IO) {
    Socket(url.host, url.port, InetAddress.getByName(address), 0).use { socket ->
        socket.soTimeout = 30_000
        val request = "GET /is_prime/$numbers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        socket.getOutputStream().write(request.toByteArray())
        socket.getInputStream().readAllBytes().decodeToString()
    }
}

private suspend fun answered(coming: CompletableFuture<HttpResponse<String>>): HttpResponse<String> =
    withTimeout(60.seconds) { coming.await() }

private suspend fun requireAnswer(status: Int, reason: String, coming: CompletableFuture<HttpResponse<String>>) {
    val answer = answered(coming)
    answer.body() shouldBe error(reason)
    answer.statusCode() shouldBe status
    answer.headers().firstValue("Content-Type").get() shouldBe "application/json"
}

private fun error(reason: String) = """{"error": "$reason"}"""

/** Gives the status of an answer that is what it has to be, and kills one worker in about twenty times. */
private suspend fun askAndNowAndThenKill(url: URI, random: Random): Int {
    val answer = answered(ask(url, "1,112272535095293"))
    if (answer.statusCode() == 200) {
        answer.body() shouldBe """{"1": false, "112272535095293": true}"""
    } else {
        answer.statusCode() shouldBe 503
        answer.body() shouldStartWith WORKER_DIED
    }
    if (random.nextInt(20) == 0) workers().randomOrNull(random)?.destroyForcibly()
    return answer.statusCode()
}

/** Has the service start a worker, and tells which one it is. */
private suspend fun warm(url: URI): ProcessHandle {
    answered(ask(url, "1,2,3,4")).body() shouldBe ANSWER
    return workers().first()
}

private fun children(): List<ProcessHandle> = ProcessHandle.current().children().toList()

/** The children that run Java: to start one takes a short-lived other. */
private fun workers() = children().filter { it.info().command().orElse("").endsWith("java") }

private suspend fun awaitWork(worker: ProcessHandle, since: Duration) =
    eventually(30.seconds) { cpu(worker) - since shouldBeGreaterThan Duration.ofMillis(200) }

private fun cpu(process: ProcessHandle): Duration = process.info().totalCpuDuration().orElse(Duration.ZERO)

private fun Player.servedUrl(): URI {
    val line = nextLine()
    line shouldMatch "serving http://.*/is_prime/1,2,3,4 until Ctrl-C"
    return URI(line.split(" ")[1])
}

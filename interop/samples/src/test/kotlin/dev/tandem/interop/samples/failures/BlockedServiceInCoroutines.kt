package dev.tandem.interop.samples.failures

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.tandem.interop.toThread
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import java.net.HttpURLConnection
import java.net.InetSocketAddress
import java.net.URI
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

// snippet: program
private val reportRuns = CompletableDeferred<Unit>()
private val healthWasAnswered = CountDownLatch(1)

private fun report(exchange: HttpExchange) {
    reportRuns.complete(Unit)
    val answered = healthWasAnswered.await(1, TimeUnit.SECONDS) // as a call of a database blocks
    println("while the report ran, another client was answered: $answered")
    exchange.sendResponseHeaders(200, -1)
}

private fun health(exchange: HttpExchange) {
    healthWasAnswered.countDown()
    exchange.sendResponseHeaders(200, -1)
}

fun main() = runBlocking {
    // all its coroutines share one thread
    val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
    server.createContext("/report") { exchange -> launch { report(exchange) } }
    server.createContext("/health") { exchange -> launch { health(exchange) } }
    server.start()
    val url = "http://127.0.0.1:${server.address.port}"
    val report = async { toThread { status("$url/report") } }
    reportRuns.await()
    val health = toThread { status("$url/health") }
    println("/health: $health, /report: ${report.await()}")
    server.stop(0)
}
// end

private fun status(url: String): Int = (URI(url).toURL().openConnection() as HttpURLConnection).responseCode
// Output:
// while the report ran, another client was answered: false
// /health: 200, /report: 200

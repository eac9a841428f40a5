package dev.tandem.interop.samples

import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import java.net.URI
import kotlin.math.roundToLong

// snippet: other half

/** What a server answered, whoever asked. */
class Answer(val url: URI, val code: Int, val headers: Map<String, List<String>>, val body: String) {
    fun print() {
        println("$url: $code, ${classes[code / 100]}")
        for ((name, values) in headers.entries.sortedBy { it.key.lowercase() }) {
            println("    ${name.lowercase()}: ${values.joinToString()}")
        }
        println("$url:$body")
    }

    private companion object {
        val classes =
            mapOf(
                1 to "1xx: received, still at work",
                2 to "2xx: success",
                3 to "3xx: more requests are needed",
                4 to "4xx: the client's mistake",
                5 to "5xx: the server's mistake",
            )
    }
}

/** The coroutines' half of [StatusCrawler]: to Java, [ask] is one more function. */
class AskingCoroutine(timeout: Double) : AutoCloseable {
    private val client =
        HttpClient(CIO) {
            engine { requestTimeout = (1000 * timeout).roundToLong() }
            followRedirects = false // they are answers like any other
        }

    suspend fun ask(url: URI): Answer {
        val answer = client.get(url.toString())
        val headers = answer.headers.entries().associate { (name, values) -> name to values }
        return Answer(url, answer.status.value, headers, answer.bodyAsText())
    }

    override fun close() = client.close()
}
// end

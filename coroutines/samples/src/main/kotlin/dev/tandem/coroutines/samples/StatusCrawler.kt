package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.StatusOptions
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.HttpResponse
import io.ktor.client.statement.bodyAsText
import io.ktor.client.statement.request
import picocli.CommandLine.Mixin
import kotlin.math.roundToLong
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/**
 * Six coroutines ask at once, so all the answers together take as long as the slowest of them. [gather] gives them in
 * the order of the addresses, and so they are printed in it.
 */
@CatalogueEntry(
    id = "status-crawler",
    title = "Ask for six HTTP status codes at once",
    documents = ["000"],
)
class StatusCrawler : SuspendingSample() {
    @Mixin
    private val options = StatusOptions()

    override suspend fun perform(stage: Stage) = options.open(stage).use { addresses ->
        fetching(addresses.urls()) { urls -> main(urls, options.timeout().toMillis() / 1e3) }
    }

    // snippet: lesson
    val classes =
        mapOf(
            1 to "1xx: received, still at work",
            2 to "2xx: success",
            3 to "3xx: more requests are needed",
            4 to "4xx: the client's mistake",
            5 to "5xx: the server's mistake",
        )

    suspend fun print(answer: HttpResponse) {
        val url = answer.request.url
        val code = answer.status.value
        println("$url: $code, ${classes[code / 100]}")
        for ((name, values) in answer.headers.entries().sortedBy { it.key.lowercase() }) {
            println("    ${name.lowercase()}: ${values.joinToString()}")
        }
        println("$url:${answer.bodyAsText()}")
    }

    suspend fun main(urls: List<String>, timeout: Double) {
        val took =
            measureTime {
                val client =
                    HttpClient(CIO) {
                        engine { requestTimeout = (1000 * timeout).roundToLong() }
                        followRedirects = false // they are answers like any other
                    }
                client.use {
                    gather(urls) { url -> client.get(url) }.forEach { answer -> print(answer) }
                }
            }
        println("Took %.2f seconds".format(took.toDouble(SECONDS)))
        println("Done.")
    }
    // end
}

fun main(args: Array<String>) = StatusCrawler().launch(*args)

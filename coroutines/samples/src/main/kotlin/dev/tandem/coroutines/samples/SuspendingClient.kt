package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.crawl.PageFailure
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.HttpResponse
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.withTimeoutOrNull
import java.net.URI
import java.util.concurrent.TimeoutException
import kotlin.time.Duration

/**
 * The ktor client, which suspends the coroutine that asks until the whole answer is there. Safe for use by many
 * coroutines.
 */
class SuspendingClient(private val timeout: Duration) : AutoCloseable {
    private val client =
        HttpClient(CIO) {
            followRedirects = false // they are answers like any other
            engine { requestTimeout = 0 } // a page is timed below, body included
        }

    /**
     * Asks for a page. Cancelling the caller gives the request up.
     *
     * @throws SampleException if there is no answer, or not in time
     */
    suspend fun get(url: URI): HttpResponse {
        val start = System.nanoTime()
        return try {
            withTimeoutOrNull(timeout) { client.get(url.toString()) } ?: throw TimeoutException()
        } catch (e: CancellationException) {
            throw e
        } catch (e: Exception) {
            throw SampleException("$url ${PageFailure.of(url, e, start).reason()}")
        }
    }

    override fun close() = client.close()
}

package dev.tandem.coroutines.samples

import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.Page
import dev.tandem.samples.crawl.PageFailure
import dev.tandem.samples.crawl.PageRefusedException
import dev.tandem.samples.crawl.PageResult
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.engine.cio.endpoint
import io.ktor.client.plugins.HttpSend
import io.ktor.client.plugins.SendCountExceedException
import io.ktor.client.request.prepareGet
import io.ktor.client.statement.HttpResponse
import io.ktor.client.statement.bodyAsChannel
import io.ktor.http.HttpHeaders
import io.ktor.http.userAgent
import io.ktor.utils.io.readBuffer
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.io.readByteArray
import java.net.URI
import java.util.concurrent.TimeoutException
import kotlin.time.toKotlinDuration

/**
 * Fetches pages with the ktor client, whose calls suspend and hold no thread meanwhile. Safe for use by many
 * coroutines.
 */
class SuspendingPageFetcher(private val job: CrawlJob) : AutoCloseable {
    private val client =
        HttpClient(CIO) {
            expectSuccess = false
            install(HttpSend) { maxSendCount = MAX_REDIRECTS + 1 }
            engine {
                requestTimeout = 0 // the whole of a page is timed, below
                maxConnectionsCount = job.urls.size
                endpoint {
                    maxConnectionsPerRoute = job.urls.size
                    connectTimeout = job.timeout.toMillis()
                }
            }
        }

    /** Fetches and parses one page, and tells the job of the result. Cancelling the caller gives the request up. */
    suspend fun fetch(url: URI): PageResult {
        val start = System.nanoTime()
        return fetchNow(url, start).also(job.onPage::accept)
    }

    private suspend fun fetchNow(url: URI, start: Long): PageResult = try {
        withTimeoutOrNull(job.timeout.toKotlinDuration()) { page(url, start) }
            ?: PageFailure.of(url, TimeoutException(), start)
    } catch (e: CancellationException) {
        throw e
    } catch (_: SendCountExceedException) {
        PageFailure.of(url, PageRefusedException.tooManyRedirects(), start)
    } catch (e: Exception) {
        PageFailure.of(url, e, start)
    }

    private suspend fun page(url: URI, start: Long): Page {
        val request = client.prepareGet(url.toString()) { userAgent(job.userAgent) }
        return request.execute { response ->
            val contentType = response.headers[HttpHeaders.ContentType]
            PageRefusedException.unlessHtml(response.status.value, contentType)
            Page.parse(url, body(response), contentType, start)
        }
    }

    private suspend fun body(response: HttpResponse): ByteArray {
        val bytes = response.bodyAsChannel().readBuffer(job.maxBytes + 1L).readByteArray()
        if (bytes.size > job.maxBytes) throw PageRefusedException.tooLarge(job.maxBytes)
        return bytes
    }

    override fun close() = client.close()

    private companion object {
        /** As many as the JDK's client follows. */
        const val MAX_REDIRECTS = 5
    }
}

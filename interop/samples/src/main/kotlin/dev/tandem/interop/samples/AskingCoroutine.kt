package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingClient
import dev.tandem.samples.SampleException
import dev.tandem.samples.StatusAnswer
import java.net.URI
import java.time.Duration
import kotlin.time.toKotlinDuration

/** The coroutines' half of [StatusCrawler]: their client, with Java's notion of a duration. */
class AskingCoroutine(timeout: Duration) : AutoCloseable {
    private val client = SuspendingClient(timeout.toKotlinDuration())

    /**
     * Asks for a page. Cancelling the caller gives the request up.
     *
     * @throws SampleException if there is no answer, or not in time
     */
    suspend fun status(url: URI): StatusAnswer = client.status(url)

    override fun close() = client.close()
}

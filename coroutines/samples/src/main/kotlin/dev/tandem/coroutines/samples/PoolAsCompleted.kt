package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.SiteOptions
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import picocli.CommandLine.Mixin
import kotlin.math.roundToLong

/** Deferreds may be awaited one after another, and a slow one keeps the others waiting; or each as it completes. */
@CatalogueEntry(
    id = "pool-as-completed",
    title = "Fetch pages ten at a time: answers in the order of completion",
    documents = ["002"],
)
class PoolAsCompleted : SuspendingSample() {
    @Mixin
    private val options = SiteOptions()

    override suspend fun perform(stage: Stage) = options.openPages(stage.speed).use { pages ->
        fetching(pages.urls()) { urls -> main(urls, options.concurrency(), options.timeout().toMillis() / 1e3) }
    }

    // snippet: lesson
    suspend fun posts(client: HttpClient, url: String): String {
        val page = client.get(url).bodyAsText()
        return "$url ${Regex("<h2>").findAll(page).count()} posts"
    }

    suspend fun main(urls: List<String>, workers: Int, timeout: Double) = coroutineScope {
        // Ktor's client, with its engine CIO
        val client = HttpClient(CIO) { engine { requestTimeout = (1000 * timeout).roundToLong() } }
        client.use {
            val permits = Semaphore(workers) // a coroutine a page, and no more than these at once
            val first = urls.map { url -> async { permits.withPermit { posts(client, url) } } }
            println("in order of submission")
            for (page in first) {
                println(page.await())
            }
            val second = urls.map { url -> async { permits.withPermit { posts(client, url) } } }
            // whichever is done first; the loop above waits for the first submitted
            println("in order of completion")
            second.asCompleted().collect { page ->
                println(page.await())
            }
        }
    }
    // end
}

fun main(args: Array<String>) = PoolAsCompleted().launch(*args)

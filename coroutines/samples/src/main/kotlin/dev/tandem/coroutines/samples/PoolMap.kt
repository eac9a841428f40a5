package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.SiteOptions
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import picocli.CommandLine.Mixin
import kotlin.math.roundToLong

/**
 * Answers that are gathered come in the order of the questions, whichever was ready first. On the embedded site later
 * pages are ready first.
 */
@CatalogueEntry(
    id = "pool-map",
    title = "Fetch pages ten at a time: answers in the order of the input",
    documents = ["002"],
)
class PoolMap : SuspendingSample() {
    @Mixin
    private val options = SiteOptions()

    override suspend fun perform(stage: Stage) = options.openLaterFaster(stage.speed).use { pages ->
        fetching(pages.urls()) { urls -> main(urls, options.concurrency(), options.timeout().toMillis() / 1e3) }
    }

    // snippet: lesson
    suspend fun craw(client: HttpClient, url: String): Int {
        val page = client.get(url).bodyAsText()
        println("fetched $url")
        return page.length
    }

    suspend fun main(urls: List<String>, workers: Int, timeout: Double) {
        val client = HttpClient(CIO) { engine { requestTimeout = (1000 * timeout).roundToLong() } }
        client.use {
            // there is no pool: a coroutine a page, and no more than these at once
            val lengths = gather(urls, limit = workers) { url -> craw(client, url) }
            for ((url, length) in urls.zip(lengths)) {
                println("$url $length")
            }
        }
        println("craw over")
    }
    // end
}

fun main(args: Array<String>) = PoolMap().launch(*args)

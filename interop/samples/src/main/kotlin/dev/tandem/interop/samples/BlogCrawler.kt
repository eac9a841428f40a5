package dev.tandem.interop.samples

import dev.tandem.coroutines.gather
import dev.tandem.coroutines.samples.fetching
import dev.tandem.coroutines.samples.tracedIfRecorded
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.CrawlSample
import dev.tandem.samples.crawl.CrawlStrategy
import dev.tandem.samples.crawl.PageResult
import dev.tandem.threads.Futures
import dev.tandem.threads.VirtualThreads
import dev.tandem.threads.samples.BlockingPageFetcher
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import java.net.URI
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.util.concurrent.Executors
import kotlin.math.roundToLong
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/**
 * Either kind of caller over the other kind's client. Compared, the clients are the two halves' own, and the threads are
 * those of [BlockedCrawl], in Java.
 */
@CatalogueEntry(
    id = "blog-crawler",
    title = "Fetch 50 pages one after another, then at once",
    documents = ["002"],
)
class BlogCrawler : CrawlSample() {
    override fun strategies(concurrency: Int) = listOf(
        CrawlStrategy.concurrent("coroutines, blocking client", ::coroutinesOverBlockingClient),
        CrawlStrategy.concurrent("threads, suspending client", BlockedCrawl::of),
    )

    override fun run(stage: Stage) = options().open(stage.speed).use { input ->
        val timeout = options().timeout().toMillis() / 1e3
        fetching(input.job().urls) { urls -> main(urls, timeout) }
    }

    // snippet: lesson
    fun craw(client: java.net.http.HttpClient, url: String, timeout: Double) { // blocks a thread
        val patience = Duration.ofMillis((1000 * timeout).roundToLong())
        val request = HttpRequest.newBuilder(URI(url)).timeout(patience).build()
        println("$url ${client.send(request, BodyHandlers.ofString()).body().length}")
    }

    suspend fun craw(client: HttpClient, url: String) { // suspends a coroutine
        println("$url ${client.get(url).bodyAsText().length}")
    }

    fun main(urls: List<String>, timeout: Double) {
        val blocking = java.net.http.HttpClient.newHttpClient()
        println("start coroutines, blocking client crawling...")
        val one =
            measureTime {
                runBlocking { gather(urls) { url -> toThread { craw(blocking, url, timeout) } } }
            }
        println("end coroutines, blocking client crawling...")
        println("consume: %.2f s".format(one.toDouble(SECONDS)))

        val suspending = HttpClient(CIO) { engine { requestTimeout = (1000 * timeout).roundToLong() } }
        val pool = Executors.newFixedThreadPool(urls.size) // a thread a page
        println("start threads, suspending client crawling...")
        val all =
            measureTime {
                try {
                    Futures.gather(urls.map { url -> pool.submit { runBlocking { craw(suspending, url) } } })
                } finally {
                    pool.shutdownNow()
                    suspending.close()
                }
            }
        println("end threads, suspending client crawling...")
        println("consume: %.2f s".format(all.toDouble(SECONDS)))
    }
    // end

    private fun coroutinesOverBlockingClient(job: CrawlJob): List<PageResult> {
        val executor = VirtualThreads.newExecutor()
        try {
            return BlockingPageFetcher(job).use { pages ->
                runBlocking(Dispatchers.Default + tracedIfRecorded()) {
                    gather(job.urls) { url -> runInExecutor(executor) { pages.fetch(url) } }
                }
            }
        } finally {
            executor.shutdownNow()
        }
    }
}

fun main(args: Array<String>) = BlogCrawler().launch(*args)

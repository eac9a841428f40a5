package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.CrawlSample
import dev.tandem.samples.crawl.CrawlStrategy
import dev.tandem.samples.crawl.PageResult
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlin.math.roundToLong
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/** A page suspends the coroutine that fetches it, and no thread waits. */
@CatalogueEntry(
    id = "blog-crawler",
    title = "Fetch 50 pages one after another, then at once",
    documents = ["002"],
)
class BlogCrawler : CrawlSample() {
    override fun strategies(concurrency: Int) = listOf(
        CrawlStrategy.sequential(crawl { job, pages -> job.urls.map { pages.fetch(it) } }),
        CrawlStrategy.concurrent("all at once", crawl { job, pages -> gather(job.urls) { pages.fetch(it) } }),
        CrawlStrategy.concurrent(
            "semaphore of $concurrency",
            crawl { job, pages ->
                val permits = Semaphore(job.concurrency)
                gather(job.urls) { permits.withPermit { pages.fetch(it) } }
            },
        ),
    )

    override fun run(stage: Stage) = options().open(stage.speed).use { input ->
        val timeout = options().timeout().toMillis() / 1e3
        runBlocking(tracedIfRecorded()) { fetching(input.job().urls) { urls -> main(urls, timeout) } }
    }

    // snippet: lesson
    suspend fun craw(client: HttpClient, url: String) {
        val page = client.get(url).bodyAsText()
        println("$url ${page.length}")
    }

    suspend fun main(urls: List<String>, timeout: Double) {
        val client = HttpClient(CIO) { engine { requestTimeout = (1000 * timeout).roundToLong() } }
        client.use {
            println("start sequential crawling...")
            val one =
                measureTime {
                    for (url in urls) {
                        craw(client, url)
                    }
                }
            println("end sequential crawling...")
            println("consume: %.2f s".format(one.toDouble(SECONDS)))

            println("start concurrent crawling...")
            val all =
                measureTime {
                    coroutineScope {
                        for (url in urls) {
                            launch { craw(client, url) } // a coroutine a page
                        }
                    } // waits for all of them
                }
            println("end concurrent crawling...")
            println("consume: %.2f s".format(all.toDouble(SECONDS)))
        }
    }
    // end

    private fun crawl(block: suspend (CrawlJob, SuspendingPageFetcher) -> List<PageResult>) =
        CrawlStrategy.Crawl { job ->
            SuspendingPageFetcher(job).use { pages ->
                runBlocking(Dispatchers.Default + tracedIfRecorded()) { block(job, pages) }
            }
        }
}

fun main(args: Array<String>) = BlogCrawler().launch(*args)

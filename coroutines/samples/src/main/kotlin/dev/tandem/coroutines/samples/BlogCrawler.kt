package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.CrawlSample
import dev.tandem.samples.crawl.CrawlStrategy
import dev.tandem.samples.crawl.PageResult
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit

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

    private fun crawl(block: suspend (CrawlJob, SuspendingPageFetcher) -> List<PageResult>) =
        CrawlStrategy.Crawl { job ->
            SuspendingPageFetcher(job).use { pages ->
                runBlocking(Dispatchers.Default + tracedIfRecorded()) { block(job, pages) }
            }
        }
}

fun main(args: Array<String>) = BlogCrawler().launch(*args)

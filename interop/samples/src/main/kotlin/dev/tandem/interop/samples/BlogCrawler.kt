package dev.tandem.interop.samples

import dev.tandem.coroutines.gather
import dev.tandem.coroutines.samples.tracedIfRecorded
import dev.tandem.interop.runInExecutor
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.CrawlSample
import dev.tandem.samples.crawl.CrawlStrategy
import dev.tandem.samples.crawl.PageResult
import dev.tandem.threads.VirtualThreads
import dev.tandem.threads.samples.BlockingPageFetcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/**
 * Either kind of caller over the other kind's client: the two halves' clients are the same as at home. The threads' half is
 * [BlockedCrawl], in Java.
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

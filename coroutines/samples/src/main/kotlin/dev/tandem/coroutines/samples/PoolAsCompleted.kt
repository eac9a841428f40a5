package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlOptions
import dev.tandem.samples.crawl.PageResult
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import picocli.CommandLine.Mixin
import java.io.PrintStream
import java.net.URI

/** Deferreds may be awaited one after another, and a slow one keeps the others waiting; or each as it completes. */
@CatalogueEntry(
    id = "pool-as-completed",
    title = "Fetch pages ten at a time: answers in the order of completion",
    documents = ["002"],
)
class PoolAsCompleted : SuspendingSample() {
    @Mixin
    private val options = CrawlOptions()

    override suspend fun perform(stage: Stage) = options.open(stage.speed).use { input ->
        val urls = input.job().urls()
        SuspendingPages(input.job()).use { pages ->
            stage.out.println("in order of submission")
            printInOrder(urls, pages, stage.out)
            stage.out.println("in order of completion")
            printAsCompleted(urls, pages, stage.out)
        }
    }

    private suspend fun printInOrder(urls: List<URI>, pages: SuspendingPages, out: PrintStream) = coroutineScope {
        submit(urls, pages).forEach { print(it.await(), out) }
    }

    private suspend fun printAsCompleted(urls: List<URI>, pages: SuspendingPages, out: PrintStream) = coroutineScope {
        submit(urls, pages).asCompleted().collect { print(it.await(), out) }
    }

    private fun CoroutineScope.submit(urls: List<URI>, pages: SuspendingPages): List<Deferred<PageResult>> {
        val permits = Semaphore(options.concurrency())
        return urls.map { url -> async { permits.withPermit { pages.fetch(url) } } }
    }

    private fun print(result: PageResult, out: PrintStream) {
        val page = result.orFail()
        out.println("${page.url()} ${page.posts().size} posts")
    }
}

fun main(args: Array<String>) = PoolAsCompleted().launch(*args)

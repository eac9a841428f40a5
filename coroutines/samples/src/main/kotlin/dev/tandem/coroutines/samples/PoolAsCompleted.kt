package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlOptions
import dev.tandem.samples.crawl.PageResult
import kotlinx.coroutines.coroutineScope
import picocli.CommandLine.Mixin
import java.io.PrintStream

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
        SuspendingPageFetcher(input.job()).use { pages ->
            println("in order of submission")
            printInOrder(pages, System.out)
            println("in order of completion")
            printAsCompleted(pages, System.out)
        }
    }

    private suspend fun printInOrder(pages: SuspendingPageFetcher, out: PrintStream) = coroutineScope {
        pages.fetchAll(this).forEach { print(it.await(), out) }
    }

    private suspend fun printAsCompleted(pages: SuspendingPageFetcher, out: PrintStream) = coroutineScope {
        pages.fetchAll(this).asCompleted().collect { print(it.await(), out) }
    }

    private fun print(result: PageResult, out: PrintStream) {
        val page = result.orFail()
        out.println("${page.url()} ${page.posts().size} posts")
    }
}

fun main(args: Array<String>) = PoolAsCompleted().launch(*args)

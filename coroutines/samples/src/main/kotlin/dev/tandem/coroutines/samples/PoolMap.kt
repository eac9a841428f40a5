package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlOptions
import kotlinx.coroutines.coroutineScope
import picocli.CommandLine.Mixin
import java.io.PrintStream

/** Answers that are awaited in the order of the questions come in that order, whichever was ready first. */
@CatalogueEntry(
    id = "pool-map",
    title = "Fetch pages ten at a time: answers in the order of the input",
    documents = ["002"],
)
class PoolMap : SuspendingSample() {
    @Mixin
    private val options = CrawlOptions()

    override suspend fun perform(stage: Stage) {
        options.open(stage.speed).use { input ->
            SuspendingPageFetcher(input.job()).use { pages -> printAll(pages, System.out) }
        }
        println("craw over")
    }

    private suspend fun printAll(pages: SuspendingPageFetcher, out: PrintStream) = coroutineScope {
        for (result in pages.fetchAll(this)) {
            val page = result.await().orFail()
            out.println("${page.url()} ${page.bytes()}")
        }
    }
}

fun main(args: Array<String>) = PoolMap().launch(*args)

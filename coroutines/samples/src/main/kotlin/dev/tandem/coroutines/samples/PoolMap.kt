package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlOptions
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import picocli.CommandLine.Mixin
import java.io.PrintStream
import java.net.URI

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
            SuspendingPages(input.job()).use { pages -> printAll(input.job().urls(), pages, stage.out) }
        }
        stage.out.println("craw over")
    }

    private suspend fun printAll(urls: List<URI>, pages: SuspendingPages, out: PrintStream) = coroutineScope {
        val permits = Semaphore(options.concurrency())
        val results = urls.map { url -> async { permits.withPermit { pages.fetch(url) } } }
        for (result in results) {
            val page = result.await().orFail()
            out.println("${page.url()} ${page.bytes()}")
        }
    }
}

fun main(args: Array<String>) = PoolMap().launch(*args)

package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.Page
import dev.tandem.samples.crawl.PipelineOptions
import dev.tandem.samples.crawl.ResultsFile
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.net.URI
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

/**
 * Crawlers and parsers share nothing but two queues, and each goes at its own pace. Joining the queues tells when all
 * is done; shutting them down ends the coroutines.
 */
@CatalogueEntry(
    id = "producer-consumer",
    title = "Crawl and parse pages side by side, through two queues",
    documents = ["002"],
)
class ProducerConsumer : SuspendingSample() {
    @Mixin
    private val options = PipelineOptions()

    override suspend fun perform(stage: Stage) {
        withContext(Dispatchers.IO) { options.openResults() }.use { results ->
            options.openSite(stage).use { site ->
                SuspendingPageFetcher(options.job(site)).use { client ->
                    Pipeline(client, results, stage).run(site.urls(), options.crawlers(), options.parsers())
                }
            }
            val count = withContext(Dispatchers.IO) { results.count() }
            println("$count results of ${options.pages()} pages")
        }
    }

    /** URLs go in, results come out. */
    private class Pipeline(
        private val client: SuspendingPageFetcher,
        private val results: ResultsFile,
        private val stage: Stage,
    ) {
        private val urlQueue = JoinableQueue.fifo<URI>()
        private val htmlQueue = JoinableQueue.fifo<Page>()
        private val resultsMutex = Mutex()

        /** Works until there is no more work, or somebody fails, which cancels the others. */
        suspend fun run(urls: List<URI>, crawlers: Int, parsers: Int) = coroutineScope {
            urls.forEach { urlQueue.put(it) }
            repeat(crawlers) { i -> launch { crawl("craw$i") } }
            repeat(parsers) { i -> launch { parse("parse$i") } }
            urlQueue.join() // every page was crawled, and is in the other queue
            htmlQueue.join() // every page was parsed, and its results are written
            urlQueue.shutdown()
            htmlQueue.shutdown()
        }

        private suspend fun crawl(name: String) {
            for (url in urlQueue) {
                try {
                    htmlQueue.put(client.fetch(url).orFail())
                    println("$name craw $url url_queue.size = ${urlQueue.size}")
                } finally {
                    urlQueue.taskDone()
                }
                rest()
            }
        }

        private suspend fun parse(name: String) {
            for (page in htmlQueue) {
                try {
                    write(page.posts())
                    println("$name results.size ${page.posts().size} html_queue.size = ${htmlQueue.size}")
                } finally {
                    htmlQueue.taskDone()
                }
                rest()
            }
        }

        private suspend fun write(lines: List<String>) = resultsMutex.withLock {
            withContext(Dispatchers.IO) { results.write(lines) }
        }

        private suspend fun rest() = stage.delay(Random.nextInt(1, 3).seconds)
    }
}

fun main(args: Array<String>) = ProducerConsumer().launch(*args)

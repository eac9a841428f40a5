package dev.tandem.interop.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.samples.SuspendingPageFetcher
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.coroutines.samples.orFail
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.Page
import dev.tandem.samples.crawl.PipelineOptions
import dev.tandem.samples.crawl.ResultsFile
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import java.net.URI
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

/**
 * Crawlers mostly wait, so they are coroutines; parsers compute, and write to a file, so they are threads
 * ([ParserThread], in Java). They share nothing but the queue of pages.
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
        toThread { options.openResults() }.use { results ->
            options.openSite(stage).use { site ->
                SuspendingPageFetcher(options.job(site)).use { client -> crawl(site.urls(), client, results, stage) }
            }
            println("${toThread { results.count() }} results of ${options.pages()} pages")
        }
    }

    /** Works until there is no more work, or somebody fails, which cancels the others. */
    private suspend fun crawl(urls: List<URI>, client: SuspendingPageFetcher, results: ResultsFile, stage: Stage) =
        coroutineScope {
            val urlQueue = JoinableQueue.fifo<URI>()
            val htmlQueue = JoinableQueue.fifo<Page>()
            val parser = ParserThread(htmlQueue.asBlockingQueue(), results, stage)
            urls.forEach { urlQueue.put(it) }
            repeat(options.crawlers()) { i -> launch { crawl("craw$i", urlQueue, htmlQueue, client, stage) } }
            repeat(options.parsers()) { i -> launch { toThread { parser.parseAll("parse$i") } } }
            urlQueue.join() // every page was crawled, and is in the other queue
            htmlQueue.join() // every page was parsed, and its results are written
            urlQueue.shutdown()
            htmlQueue.shutdown()
        }

    private suspend fun crawl(
        name: String,
        urlQueue: JoinableQueue<URI>,
        htmlQueue: JoinableQueue<Page>,
        client: SuspendingPageFetcher,
        stage: Stage,
    ) {
        for (url in urlQueue) {
            try {
                htmlQueue.put(client.fetch(url).orFail())
                println("$name craw $url url_queue.size = ${urlQueue.size}")
            } finally {
                urlQueue.taskDone()
            }
            stage.delay(Random.nextInt(1, 3).seconds)
        }
    }
}

fun main(args: Array<String>) = ProducerConsumer().launch(*args)

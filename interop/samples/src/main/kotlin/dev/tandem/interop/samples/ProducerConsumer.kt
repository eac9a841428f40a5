package dev.tandem.interop.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.fetching
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.PipelineOptions
import dev.tandem.threads.QueueShutDownException
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import java.io.File
import java.util.concurrent.BlockingQueue
import kotlin.math.roundToLong
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

/**
 * Crawlers mostly wait, so they are coroutines; parsers compute, and write to a file, so they are threads. They share
 * nothing but the queue of pages.
 */
@CatalogueEntry(
    id = "producer-consumer",
    title = "Crawl and parse pages side by side, through two queues",
    documents = ["002"],
)
class ProducerConsumer : SuspendingSample() {
    @Mixin
    private val options = PipelineOptions()

    override suspend fun perform(stage: Stage) = options.openResults().use { results ->
        options.openSite(stage).use { site ->
            fetching(site.urls()) { urls ->
                main(urls, options.crawlers(), options.parsers(), results.path.toFile(), stage.scaled(1.0))
            }
            println("${results.count()} results of ${site.urls().size} pages")
        }
    }

    // snippet: lesson
    val title = Regex("<h2><a[^>]*>([^<]*)")

    suspend fun crawl(me: String, urls: JoinableQueue<String>, html: JoinableQueue<String>, rest: Double) {
        HttpClient(CIO).use { client ->
            while (true) {
                val url = urls.poll() ?: break // null if the queue is empty
                html.put(client.get(url).bodyAsText())
                println("$me craw $url url_queue.size = ${urls.size}")
                delay(rest.seconds * (1 + Random.nextDouble()))
            }
        }
    }

    fun parse(me: String, html: BlockingQueue<String>, out: File, rest: Double) {
        try {
            while (true) {
                val all = title.findAll(html.take()).map { it.groupValues[1] + "\n" }.toList()
                out.appendText(all.joinToString(""))
                println("$me results.size ${all.size} html_queue.size = ${html.size}")
                Thread.sleep((1000 * rest * (1 + Random.nextDouble())).roundToLong())
            }
        } catch (_: QueueShutDownException) {
            // no more pages come
        }
    }

    suspend fun main(addresses: List<String>, crawlers: List<String>, parsers: List<String>, out: File, rest: Double) =
        coroutineScope {
            val urls = JoinableQueue.fifo<String>()
            val html = JoinableQueue.fifo<String>()
            addresses.forEach { urls.put(it) }
            val crawling = crawlers.map { me -> launch { crawl(me, urls, html, rest) } }
            parsers.forEach { me -> launch { toThread { parse(me, html.asBlockingQueue(), out, rest) } } }
            crawling.joinAll()
            html.shutdown()
        } // waits for the parsers
    // end
}

fun main(args: Array<String>) = ProducerConsumer().launch(*args)

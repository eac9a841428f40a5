package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.PipelineOptions
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.io.File
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds

/**
 * Crawlers and parsers share nothing but two queues, and each goes at its own pace. Crawlers leave when there are no
 * addresses left; then the other queue is shut down, and parsers leave when there are no pages left.
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

    suspend fun parse(me: String, html: JoinableQueue<String>, out: File, rest: Double) {
        for (page in html) { // ends when the queue is shut down, and empty
            val all = title.findAll(page).map { it.groupValues[1] + "\n" }.toList()
            withContext(Dispatchers.IO) { out.appendText(all.joinToString("")) }
            println("$me results.size ${all.size} html_queue.size = ${html.size}")
            delay(rest.seconds * (1 + Random.nextDouble()))
        }
    }

    suspend fun main(addresses: List<String>, crawlers: List<String>, parsers: List<String>, out: File, rest: Double) =
        coroutineScope {
            val urls = JoinableQueue.fifo<String>()
            val html = JoinableQueue.fifo<String>()
            addresses.forEach { urls.put(it) }
            val crawling = crawlers.map { me -> launch(CoroutineName(me)) { crawl(me, urls, html, rest) } }
            parsers.forEach { me -> launch(CoroutineName(me)) { parse(me, html, out, rest) } }
            crawling.joinAll()
            html.shutdown() // no more pages come
        } // waits for the parsers
    // end
}

fun main(args: Array<String>) = ProducerConsumer().launch(*args)

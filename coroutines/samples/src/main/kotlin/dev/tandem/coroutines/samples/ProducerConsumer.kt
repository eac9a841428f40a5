package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Misuse
import dev.tandem.samples.Stage
import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.Page
import dev.tandem.samples.crawl.Site
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.io.BufferedWriter
import java.io.IOException
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.bufferedWriter
import kotlin.io.path.useLines
import kotlin.random.Random
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.toJavaDuration

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
    @Spec
    private lateinit var spec: CommandSpec

    @Option(
        names = ["--pages"],
        paramLabel = "N",
        defaultValue = "50",
        converter = [AtLeastOne::class],
        description = ["Pages of the embedded site (default: \${DEFAULT-VALUE})."],
    )
    private var pages = 0

    @Option(
        names = ["--crawlers"],
        paramLabel = "N",
        defaultValue = "3",
        converter = [AtLeastOne::class],
        description = ["How many crawl (default: \${DEFAULT-VALUE})."],
    )
    private var crawlers = 0

    @Option(
        names = ["--parsers"],
        paramLabel = "N",
        defaultValue = "2",
        converter = [AtLeastOne::class],
        description = ["How many parse (default: \${DEFAULT-VALUE})."],
    )
    private var parsers = 0

    @Option(
        names = ["--out"],
        paramLabel = "FILE",
        description = ["Write the results here (default: a temporary file, deleted at the end)."],
    )
    private var out: Path? = null

    override suspend fun perform(stage: Stage) {
        out?.let { return crawlInto(it, stage) }
        val temporary = Files.createTempFile("spider_data", ".txt")
        try {
            crawlInto(temporary, stage)
        } finally {
            Files.delete(temporary)
        }
    }

    private suspend fun crawlInto(file: Path, stage: Stage) {
        open(file).use { results ->
            Site.open(pages, stage.scaled(LATENCY.toJavaDuration())).use { site ->
                SuspendingPages(job(site)).use { client ->
                    Pipeline(client, results, stage).run(site.urls(), crawlers, parsers)
                }
            }
        }
        val results = withContext(Dispatchers.IO) { file.useLines { it.count() } }
        stage.out.println("$results results of $pages pages")
    }

    private suspend fun open(file: Path): BufferedWriter = withContext(Dispatchers.IO) {
        try {
            file.bufferedWriter()
        } catch (_: IOException) {
            throw Misuse(
                spec.commandLine(),
                "--out: cannot write to '$file'",
                "Name a file in a folder that exists.",
            )
        }
    }

    private fun job(site: Site) =
        CrawlJob(site.urls(), crawlers, TIMEOUT.toJavaDuration(), MAX_BYTES, "Tandem-ProducerConsumer/0.1") {}

    /** URLs go in, results come out. */
    private class Pipeline(
        private val client: SuspendingPages,
        private val results: BufferedWriter,
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
                htmlQueue.put(client.fetch(url).orFail())
                stage.out.println("$name craw $url url_queue.size = ${urlQueue.size}")
                urlQueue.taskDone()
                rest()
            }
        }

        private suspend fun parse(name: String) {
            for (page in htmlQueue) {
                write(page.posts())
                stage.out.println("$name results.size ${page.posts().size} html_queue.size = ${htmlQueue.size}")
                htmlQueue.taskDone()
                rest()
            }
        }

        private suspend fun write(lines: List<String>) = resultsMutex.withLock {
            withContext(Dispatchers.IO) {
                lines.forEach { results.appendLine(it) }
                results.flush()
            }
        }

        private suspend fun rest() = stage.delay(Random.nextInt(1, 3).seconds)
    }

    private companion object {
        val LATENCY = 100.milliseconds
        val TIMEOUT = 5.seconds
        const val MAX_BYTES = 1 shl 20
    }
}

fun main(args: Array<String>) = ProducerConsumer().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.coroutines.gather
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.DownloadFolder
import dev.tandem.samples.DownloadsOptions
import dev.tandem.samples.Stage
import dev.tandem.threads.VirtualThreads
import dev.tandem.threads.samples.BlockingClient
import picocli.CommandLine.Mixin
import java.io.PrintStream
import java.net.URI
import java.time.Duration
import java.util.concurrent.ExecutorService

/**
 * A library that knows threads only, used by coroutines: Java's HTTP client blocks a thread of a pool for each file,
 * while the coroutines share one thread, and all wait at once. Cancelling them gives the requests up.
 *
 * The library is [BlockingClient], in Java, as the threads' samples have it.
 */
@CatalogueEntry(
    id = "blocking-library",
    title = "Fetch three files at once, from coroutines with a blocking HTTP client",
    documents = ["002"],
)
class BlockingLibrary : SuspendingSample() {
    @Mixin
    private val options = DownloadsOptions()

    override suspend fun perform(stage: Stage) {
        val folder = options.openFolder()
        options.openServer(stage).use { server ->
            BlockingClient(PATIENCE).use { client ->
                usePool(VirtualThreads.newExecutor()) { pool ->
                    val download = Download(client, pool, folder, System.out)
                    gather(NAMES) { name -> download.of(server.url("/$name")) }
                }
            }
        }
        println("saved in ${folder.path}")
    }

    private class Download(
        private val client: BlockingClient,
        private val pool: ExecutorService,
        private val folder: DownloadFolder,
        private val out: PrintStream,
    ) {
        suspend fun of(url: URI) {
            out.println("sent: $url")
            val answer = runInExecutor(pool) { client.get(url) } // blocks there, and suspends here
            out.println("done: $url")
            toThread { folder.save(url, answer.body()) }
        }
    }

    private companion object {
        val NAMES = listOf("20240109.html", "20240110.html", "20240111.html")
        val PATIENCE: Duration = Duration.ofSeconds(30)
    }
}

fun main(args: Array<String>) = BlockingLibrary().launch(*args)

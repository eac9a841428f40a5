package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.DownloadFolder
import dev.tandem.samples.DownloadsOptions
import dev.tandem.samples.Stage
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.io.PrintStream
import java.net.URI
import kotlin.time.Duration.Companion.seconds

/**
 * Every request is sent before any answer is waited for, and each file is saved by the coroutine that fetched it.
 * [asCompleted] then tells of the files as they come.
 */
@CatalogueEntry(
    id = "downloads",
    title = "Fetch three files at once and save them",
    documents = ["002"],
)
class Downloads : SuspendingSample() {
    @Mixin
    private val options = DownloadsOptions()

    override suspend fun perform(stage: Stage) {
        val folder = options.openFolder()
        options.openServer(stage).use { server ->
            SuspendingClient(PATIENCE).use { client ->
                downloadAtOnce(client, NAMES.map { server.url("/$it") }, folder, System.out)
            }
        }
        println("saved in ${folder.path}")
    }

    private suspend fun downloadAtOnce(
        client: SuspendingClient,
        urls: List<URI>,
        folder: DownloadFolder,
        out: PrintStream,
    ) = coroutineScope {
        val downloads =
            urls.map { url ->
                out.println("sent: $url")
                async { fetch(client, url, folder) }
            }
        downloads.asCompleted().collect { out.println("done: ${it.await()}") }
    }

    private suspend fun fetch(client: SuspendingClient, url: URI, folder: DownloadFolder): URI {
        val content = client.get(url).bodyAsText()
        withContext(Dispatchers.IO) { folder.save(url, content) } // a file blocks: not the thread of the others
        return url
    }

    private companion object {
        val NAMES = listOf("20240109.html", "20240112.html", "20240113.html")
        val PATIENCE = 30.seconds
    }
}

fun main(args: Array<String>) = Downloads().launch(*args)

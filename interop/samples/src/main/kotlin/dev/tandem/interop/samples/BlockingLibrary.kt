package dev.tandem.interop.samples

import dev.tandem.coroutines.gather
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.DownloadsOptions
import dev.tandem.samples.SampleException
import dev.tandem.samples.Stage
import picocli.CommandLine.Mixin
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors

/**
 * A library that knows threads only, used by coroutines: Java's HTTP client blocks a thread of a pool for each file,
 * while the coroutines share one thread, and all wait at once. Cancelling them gives the requests up.
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
        val folder = options.openFolder().path
        options.openServer(stage).use { server ->
            try {
                main(NAMES.map { server.url("/$it") }, folder)
            } catch (e: FileSystemException) {
                throw SampleException("cannot write ${e.file}")
            }
        }
    }

    // snippet: lesson
    fun fetch(client: HttpClient, url: URI): String {
        val request = HttpRequest.newBuilder(url).build()
        return client.send(request, BodyHandlers.ofString()).body() // blocks its thread
    }

    suspend fun download(client: HttpClient, pool: ExecutorService, url: URI, folder: Path) {
        println("sent: $url")
        val content = runInExecutor(pool) { fetch(client, url) }
        println("done: $url")
        Files.writeString(folder.resolve(url.path.substringAfterLast('/')), content)
    }

    suspend fun main(urls: List<URI>, folder: Path) {
        val client = HttpClient.newHttpClient()
        val pool = Executors.newFixedThreadPool(urls.size)
        try {
            gather(urls) { url -> download(client, pool, url, folder) }
        } finally {
            pool.shutdown()
        }
        println("saved in $folder")
    }
    // end

    private companion object {
        val NAMES = listOf("20240109.html", "20240110.html", "20240111.html")
    }
}

fun main(args: Array<String>) = BlockingLibrary().launch(*args)

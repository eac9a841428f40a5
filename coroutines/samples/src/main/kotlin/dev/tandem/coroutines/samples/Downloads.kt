package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.DownloadsOptions
import dev.tandem.samples.Stage
import io.ktor.client.HttpClient
import io.ktor.client.engine.cio.CIO
import io.ktor.client.request.get
import io.ktor.client.statement.bodyAsBytes
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.nio.file.Path
import kotlin.io.path.writeBytes

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
        val folder = options.openFolder().path
        options.openServer(stage).use { server ->
            fetching(NAMES.map { server.url("/$it") }) { urls -> main(urls, folder) }
        }
    }

    // snippet: lesson
    suspend fun download(client: HttpClient, url: String, folder: Path): String {
        val content = client.get(url).bodyAsBytes()
        val name = url.substringAfterLast("/")
        // writing to a file blocks: not the thread that the coroutines share
        withContext(Dispatchers.IO) { folder.resolve(name).writeBytes(content) }
        return url
    }

    suspend fun main(urls: List<String>, folder: Path) = coroutineScope {
        HttpClient(CIO).use { client ->
            val downloads =
                urls.map { url ->
                    println("sent: $url")
                    async { download(client, url, folder) }
                }
            downloads.asCompleted().collect { done ->
                println("done: ${done.await()}")
            }
        }
        println("saved in $folder")
    }
    // end

    private companion object {
        val NAMES = listOf("20240109.html", "20240112.html", "20240113.html")
    }
}

fun main(args: Array<String>) = Downloads().launch(*args)

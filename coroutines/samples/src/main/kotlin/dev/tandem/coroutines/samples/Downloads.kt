package dev.tandem.coroutines.samples

import dev.tandem.coroutines.asCompleted
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Misuse
import dev.tandem.samples.SampleFailure
import dev.tandem.samples.Seconds
import dev.tandem.samples.SlowServer
import dev.tandem.samples.Stage
import io.ktor.client.statement.bodyAsText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withContext
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.io.IOException
import java.io.PrintStream
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.createDirectories
import kotlin.io.path.deleteExisting
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.writeText
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
    @Spec
    private lateinit var spec: CommandSpec

    @Option(
        names = ["--out"],
        paramLabel = "FOLDER",
        description = ["Save the files here (default: a temporary folder, deleted at the end)."],
    )
    private var out: Path? = null

    @Option(
        names = ["--latency"],
        paramLabel = "SECONDS",
        defaultValue = "0.5",
        converter = [Seconds::class],
        description = ["How long the embedded server takes for a file (default: \${DEFAULT-VALUE})."],
    )
    private lateinit var latency: Duration

    override suspend fun perform(stage: Stage) {
        out?.let { return download(existing(it), stage) }
        val folder = Files.createTempDirectory("tandem-downloads-")
        try {
            download(folder, stage)
        } finally {
            delete(folder)
        }
    }

    private suspend fun download(folder: Path, stage: Stage) {
        SlowServer.open(stage.scaled(latency), ::page).use { server ->
            SuspendingClient(PATIENCE).use { client ->
                downloadAtOnce(client, NAMES.map { server.url("/$it") }, folder, stage.out)
            }
        }
    }

    private suspend fun downloadAtOnce(client: SuspendingClient, urls: List<URI>, folder: Path, out: PrintStream) =
        coroutineScope {
            val downloads =
                urls.map { url ->
                    out.println("sent: $url")
                    async { fetch(client, url, folder) }
                }
            downloads.asCompleted().collect { out.println("done: ${it.await()}") }
        }

    private suspend fun fetch(client: SuspendingClient, url: URI, folder: Path): URI {
        val content = client.get(url).bodyAsText()
        val file = folder.resolve(url.path.substringAfterLast('/'))
        withContext(Dispatchers.IO) { save(content, file) } // a file blocks: not the thread of the others
        return url
    }

    private fun save(content: String, file: Path) = try {
        file.writeText(content)
    } catch (_: IOException) {
        throw SampleFailure("cannot write $file")
    }

    /** The embedded server's answer to every path. */
    private fun page(path: String) =
        SlowServer.Answer(200, "<!doctype html>\n<title>$path</title>\n<p>The picture of $path</p>\n")

    private fun existing(folder: Path): Path {
        if (folder.exists() && !folder.isDirectory()) {
            throw Misuse(spec.commandLine(), "--out: $folder is not a folder", "Try a new name.")
        }
        return try {
            folder.createDirectories()
        } catch (_: IOException) {
            throw SampleFailure("--out: cannot create the folder $folder")
        }
    }

    private fun delete(folder: Path) {
        folder.listDirectoryEntries().forEach(Path::deleteExisting)
        folder.deleteExisting()
    }

    private companion object {
        val NAMES = listOf("20240109.html", "20240112.html", "20240113.html")
        val PATIENCE = 30.seconds
    }
}

fun main(args: Array<String>) = Downloads().launch(*args)

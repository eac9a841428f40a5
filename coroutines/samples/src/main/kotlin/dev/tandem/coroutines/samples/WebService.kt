package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Misuse
import dev.tandem.samples.SampleFailure
import dev.tandem.samples.Stage
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.server.application.Application
import io.ktor.server.cio.CIO
import io.ktor.server.engine.EmbeddedServer
import io.ktor.server.engine.embeddedServer
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.withContext
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.io.PrintStream
import java.net.BindException
import java.net.InetAddress
import java.net.URI
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes

/**
 * An answer that is gathered from three slow sources takes their sum if they are read in turn, and as long as the
 * slowest if each is read by a coroutine of its own.
 */
@CatalogueEntry(
    id = "web-service",
    title = "Serve answers gathered from a file, a database and an API",
    documents = ["002"],
)
class WebService : SuspendingSample() {
    @Spec
    private lateinit var spec: CommandSpec

    @Option(
        names = ["--serve"],
        paramLabel = "PORT",
        description = ["Serve on this loopback port (0: a free one) until Ctrl-C."],
    )
    private var port: Int? = null

    override suspend fun perform(stage: Stage) {
        checkOptions()
        val server = CoroutineScope(toldByStart).embeddedServer(CIO, port ?: 0, HOST) { routes(stage) }
        try {
            start(server)
            val url = URI.create("http://$HOST:${server.engine.resolvedConnectors().single().port}/")
            if (port == null) measure(url, stage) else serve(url, stage.out)
        } finally {
            withContext(NonCancellable) { server.stopSuspend(gracePeriodMillis = 0, timeoutMillis = 100) }
        }
    }

    /** A server that cannot bind throws the reason here as well as from its start, where it is dealt with. */
    private val toldByStart = CoroutineExceptionHandler { _, _ -> }

    private fun Application.routes(stage: Stage) = routing {
        get("/") { call.respondText(atOnce(stage), ContentType.Application.Json) }
        get("/sequential") { call.respondText(inTurn(stage), ContentType.Application.Json) }
    }

    private suspend fun inTurn(stage: Stage): String {
        val file = readFile(stage)
        val db = readDb(stage)
        val api = readApi(stage)
        return json(file, db, api)
    }

    private suspend fun atOnce(stage: Stage): String {
        val (file, db, api) = gather({ readFile(stage) }, { readDb(stage) }, { readApi(stage) })
        return json(file, db, api)
    }

    private suspend fun readFile(stage: Stage): String {
        stage.delay(100.milliseconds)
        return "read_file"
    }

    private suspend fun readDb(stage: Stage): String {
        stage.delay(200.milliseconds)
        return "read_db"
    }

    private suspend fun readApi(stage: Stage): String {
        stage.delay(300.milliseconds)
        return "read_api"
    }

    private fun json(file: String, db: String, api: String) =
        """{"result_file": "$file", "result_db": "$db", "result_api": "$api"}"""

    private suspend fun start(server: EmbeddedServer<*, *>) {
        try {
            server.startSuspend(wait = false)
        } catch (e: Exception) {
            // a server that cannot bind cancels itself: the reason is among the causes
            if (generateSequence<Throwable>(e) { it.cause }.none { it is BindException }) throw e
            throw SampleFailure("--serve: port $port is taken, or not yours to take")
        }
    }

    private suspend fun serve(url: URI, out: PrintStream) {
        out.println("serving $url and ${url.resolve("sequential")} until Ctrl-C")
        awaitCancellation()
    }

    private suspend fun measure(url: URI, stage: Stage) = SuspendingClient(PATIENCE).use { client ->
        client.get(url.resolve("nothing")) // the first request pays for the loading of classes
        measure("sequential", client, url.resolve("sequential"), stage.out)
        measure("concurrent", client, url, stage.out)
    }

    private suspend fun measure(name: String, client: SuspendingClient, url: URI, out: PrintStream) {
        val start = System.nanoTime()
        val answer = client.get(url)
        val seconds = (System.nanoTime() - start) / 1e9
        if (answer.status.value != 200) {
            throw SampleFailure("$url answered ${answer.status.value}")
        }
        out.println("$name: ${answer.bodyAsText()}")
        out.println("$name: took %.2f s".format(seconds))
    }

    private fun checkOptions() {
        port?.let { port ->
            if (port !in 0..65535) {
                throw Misuse(spec.commandLine(), "--serve: $port is not a port", "Try 8080, or 0 for any.")
            }
        }
    }

    private companion object {
        val HOST: String = InetAddress.getLoopbackAddress().hostAddress
        val PATIENCE = 1.minutes
    }
}

fun main(args: Array<String>) = WebService().launch(*args)

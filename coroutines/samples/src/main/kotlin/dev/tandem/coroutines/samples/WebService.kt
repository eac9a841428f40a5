package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.SampleException
import dev.tandem.samples.Stage
import dev.tandem.samples.service.GatheredAnswer
import dev.tandem.samples.service.ServeOptions
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.server.application.Application
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import picocli.CommandLine.Mixin
import java.io.PrintStream
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
    @Mixin
    private val options = ServeOptions()

    override suspend fun perform(stage: Stage) = serving(options, { routes(stage) }) { url ->
        if (options.serves()) {
            serveUntilCancelled(
                "$url and ${url.resolve("sequential")}",
                stage,
            )
        } else {
            measure(url, stage)
        }
    }

    private fun Application.routes(stage: Stage) = routing {
        get("/") { call.respondText(atOnce(stage).json(), ContentType.Application.Json) }
        get("/sequential") { call.respondText(inTurn(stage).json(), ContentType.Application.Json) }
    }

    private suspend fun inTurn(stage: Stage) = GatheredAnswer(readFile(stage), readDb(stage), readApi(stage))

    private suspend fun atOnce(stage: Stage): GatheredAnswer {
        val (file, db, api) = gather({ readFile(stage) }, { readDb(stage) }, { readApi(stage) })
        return GatheredAnswer(file, db, api)
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

    private suspend fun measure(url: URI, stage: Stage) = SuspendingClient(PATIENCE).use { client ->
        client.get(url.resolve("nothing")) // the first request pays for the loading of classes
        measure("sequential", client, url.resolve("sequential"), System.out)
        measure("concurrent", client, url, System.out)
    }

    private suspend fun measure(name: String, client: SuspendingClient, url: URI, out: PrintStream) {
        val start = System.nanoTime()
        val answer = client.get(url)
        val seconds = (System.nanoTime() - start) / 1e9
        if (answer.status.value != 200) {
            throw SampleException("$url answered ${answer.status.value}")
        }
        out.println("$name: ${answer.bodyAsText()}")
        out.println("$name: took %.2f s".format(seconds))
    }

    private companion object {
        val PATIENCE = 1.minutes
    }
}

fun main(args: Array<String>) = WebService().launch(*args)

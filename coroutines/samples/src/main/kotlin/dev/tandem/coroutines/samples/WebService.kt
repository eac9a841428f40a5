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
import io.ktor.server.application.ApplicationCall
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import kotlinx.coroutines.delay
import picocli.CommandLine.Mixin
import java.io.PrintStream
import java.net.URI
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

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

    override suspend fun perform(stage: Stage) = serving(options, { addRoutes(stage.scaled(1.0).seconds) }) { url ->
        if (options.serves()) {
            serveUntilCancelled(
                "$url and ${url.resolve("sequential")}",
                stage,
            )
        } else {
            measure(url, stage)
        }
    }

    // snippet: lesson
    suspend fun readFile(second: Duration): String {
        delay(second * 0.1)
        return "read_file"
    }

    suspend fun readDb(second: Duration): String {
        delay(second * 0.2)
        return "read_db"
    }

    suspend fun readApi(second: Duration): String {
        delay(second * 0.3)
        return "read_api"
    }

    suspend fun inTurn(second: Duration) = listOf(readFile(second), readDb(second), readApi(second))

    suspend fun atOnce(second: Duration): List<String> =
        gather({ readFile(second) }, { readDb(second) }, { readApi(second) }).toList() // as the slowest takes

    fun Application.addRoutes(second: Duration) = routing {
        get("/") { answer(call, atOnce(second)) }
        get("/sequential") { answer(call, inTurn(second)) }
    }
    // end

    private suspend fun answer(call: ApplicationCall, read: List<String>) =
        call.respondText(GatheredAnswer(read[0], read[1], read[2]).json(), ContentType.Application.Json)

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

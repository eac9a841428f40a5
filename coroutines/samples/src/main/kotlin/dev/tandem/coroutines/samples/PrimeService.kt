package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.service.Admission
import dev.tandem.samples.service.Admission.Permit
import dev.tandem.samples.service.BadQuestionException
import dev.tandem.samples.service.BusyException
import dev.tandem.samples.service.JsonAnswer
import dev.tandem.samples.service.PrimeQuestion
import dev.tandem.samples.service.PrimeServiceOptions
import dev.tandem.samples.service.ServeOptions
import dev.tandem.threads.processes.ProcessPool
import io.ktor.client.statement.bodyAsText
import io.ktor.http.ContentType
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.Application
import io.ktor.server.application.install
import io.ktor.server.http.HttpRequestLifecycle
import io.ktor.server.response.header
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.io.PrintStream
import java.net.URI
import java.util.concurrent.TimeUnit.NANOSECONDS
import kotlin.time.Duration.Companion.minutes

/**
 * A service that computes has other processes do it: it answers on while they are busy, and if one crashes, one client
 * is told so. A question is one task; the coroutine that waits for it has no thread, and is cancelled when its client
 * hangs up. A client may have a few questions under way, and is refused more, so that it leaves processes to others.
 */
@CatalogueEntry(
    id = "prime-service",
    title = "Serve which numbers are prime, computed on a pool of processes",
    documents = ["002"],
)
class PrimeService : SuspendingSample() {
    @Mixin
    private val serveOptions = ServeOptions()

    @Mixin
    private val options = PrimeServiceOptions()

    override suspend fun perform(stage: Stage) {
        val pool = ProcessPool.builder().size(options.workers()).build()
        try {
            serving(serveOptions, { routes(pool, options.admission()) }) { url ->
                if (serveOptions.serves()) {
                    serveUntilCancelled("${url}is_prime/1,2,3,4", stage)
                } else {
                    tryOut(url, System.out)
                }
            }
        } finally {
            pool.shutdownNow()
            withContext(NonCancellable + Dispatchers.IO) { pool.close() }
        }
    }

    // snippet: lesson
    private fun Application.routes(pool: ProcessPool, admission: Admission) {
        install(HttpRequestLifecycle) { cancelCallOnClose = true }
        routing {
            get("/is_prime/{numbers?}") {
                val client = call.request.local.remoteAddress
                val answer = answer(call.parameters["numbers"].orEmpty(), pool) { admission.admit(client) }
                answer.headers().forEach { (name, value) -> call.response.header(name, value) }
                val status = HttpStatusCode.fromValue(answer.status())
                call.respondText(answer.body(), ContentType.Application.Json, status)
            }
        }
    }

    private suspend fun answer(numbers: String, pool: ProcessPool, admit: () -> Permit): JsonAnswer = try {
        val question = PrimeQuestion.of(numbers)
        question.answer(admit().use { ask(question, pool) })
    } catch (mistake: BadQuestionException) {
        JsonAnswer.refusal(mistake)
    } catch (busy: BusyException) {
        JsonAnswer.refusal(busy)
    } catch (unanswered: Exception) {
        currentCoroutineContext().ensureActive()
        options.unanswered(unanswered)
    }

    /** Whatever ends the task from outside, the time or a caller that is cancelled, kills its process. */
    private suspend fun ask(question: PrimeQuestion, pool: ProcessPool): BooleanArray {
        val task = pool.submit(question).orTimeout(options.timeout().toNanos(), NANOSECONDS)
        try {
            return task.await()
        } finally {
            task.cancel(true)
        }
    }

    // end

    private suspend fun tryOut(url: URI, out: PrintStream) = SuspendingClient(PATIENCE).use { client ->
        for (question in PrimeQuestion.EXAMPLES) {
            val answer = client.get(url.resolve("/is_prime/$question"))
            out.println("/is_prime/$question: ${answer.status.value} ${answer.bodyAsText()}")
        }
    }

    private companion object {
        val PATIENCE = 1.minutes
    }
}

fun main(args: Array<String>) = PrimeService().launch(*args)

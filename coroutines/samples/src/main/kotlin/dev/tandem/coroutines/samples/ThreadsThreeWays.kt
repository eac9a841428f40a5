package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Job
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Option
import java.time.Duration
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.seconds

/** What a coroutine does is always a function; how it is started tells whether it gives a value, and where it runs. */
@CatalogueEntry(
    id = "threads-three-ways",
    title = "A worker as a subclass, as a function, and on an executor",
    documents = ["000", "002"],
)
class ThreadsThreeWays : SuspendingSample() {
    @Option(
        names = ["--work"],
        paramLabel = "SECONDS",
        defaultValue = "0.5",
        converter = [Seconds::class],
        description = [$$"How long each of the three works (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var work: Duration

    override suspend fun perform(stage: Stage) = main(stage.seconds(work))

    // snippet: lesson
    suspend fun currentName() = currentCoroutineContext()[CoroutineName]?.name

    suspend fun work(seconds: Double) {
        println("${currentName()} works")
        delay(seconds.seconds)
    }

    suspend fun printAlive(jobs: Map<String, Job>) {
        val alive = listOf(currentName()) + jobs.filterValues { it.isActive }.keys
        println("${alive.size} alive: $alive")
    }

    // a coroutine is never a class of its own: it is a function, for `launch`, `async`, an executor
    suspend fun main(seconds: Double) = withContext(CoroutineName("main")) {
        Executors.newSingleThreadExecutor().asCoroutineDispatcher().use { executor ->
            val jobs =
                mapOf(
                    "launch" to launch(CoroutineName("launch")) { work(seconds) },
                    "async" to async(CoroutineName("async")) { work(seconds) }, // a job that gives a value
                    "executor" to launch(CoroutineName("executor") + executor) { work(seconds) },
                )
            printAlive(jobs)
            jobs.values.joinAll()
            printAlive(jobs)
        }
    }
    // end
}

fun main(args: Array<String>) = ThreadsThreeWays().launch(*args)

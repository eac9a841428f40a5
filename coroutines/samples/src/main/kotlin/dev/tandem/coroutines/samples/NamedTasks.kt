package dev.tandem.coroutines.samples

import dev.tandem.coroutines.ReturnWhen
import dev.tandem.coroutines.await
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import picocli.CommandLine.Option
import picocli.CommandLine.UseDefaultConverter
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * The coroutine has the name, the deferred has the result. Waiting for several deferreds tells which are done and which
 * are not; those that are not go on until somebody cancels them.
 */
@CatalogueEntry(
    id = "named-tasks",
    title = "Wait for tasks by name: which are done, which are pending",
    documents = ["002"],
)
class NamedTasks : SuspendingSample() {
    @Option(
        names = ["--tasks"],
        paramLabel = "NAME=SECONDS",
        split = ",",
        defaultValue = "n1=2,n2=2",
        converter = [UseDefaultConverter::class, Seconds::class],
        description = [$$"The tasks, and how long each waits (default: ${DEFAULT-VALUE})."],
    )
    private var delays: Map<String, Duration> = LinkedHashMap()

    @Option(
        names = ["--timeout"],
        paramLabel = "SECONDS",
        converter = [Seconds::class],
        description = ["How long to wait for them (default: until all are done)."],
    )
    private var timeout: Duration? = null

    override suspend fun perform(stage: Stage) = main(
        delays.mapValues { (_, delay) -> stage.seconds(delay) },
        timeout?.let { stage.seconds(it) } ?: Double.POSITIVE_INFINITY,
    )

    // snippet: lesson
    suspend fun function(seconds: Double): String {
        println(1)
        delay(seconds.seconds)
        println(2)
        return "return value"
    }

    suspend fun main(delays: Map<String, Double>, timeout: Double) = coroutineScope {
        println("start")
        val tasks = mutableMapOf<Deferred<String>, String>() // a coroutine has a name, its deferred does not tell it
        for ((name, seconds) in delays) {
            tasks[async(CoroutineName(name)) { function(seconds) }] = name
        }
        println("end")
        val outcome = tasks.keys.await(ReturnWhen.ALL_COMPLETED, timeout.seconds)
        val done = outcome.done.map { task -> "${tasks[task]} result='${task.await()}'" }
        val pending = outcome.pending.map { task -> tasks[task] }
        outcome.pending.forEach { task -> task.cancel() }
        println("done: $done")
        println("pending: $pending")
    }
    // end
}

fun main(args: Array<String>) = NamedTasks().launch(*args)

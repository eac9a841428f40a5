package dev.tandem.coroutines.samples

import dev.tandem.coroutines.DoneAndPending
import dev.tandem.coroutines.ReturnWhen
import dev.tandem.coroutines.await
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import picocli.CommandLine.Option
import picocli.CommandLine.UseDefaultConverter
import kotlin.time.Duration
import kotlin.time.toKotlinDuration

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
    private var delays: Map<String, java.time.Duration> = LinkedHashMap()

    @Option(
        names = ["--timeout"],
        paramLabel = "SECONDS",
        converter = [Seconds::class],
        description = ["How long to wait for them (default: until all are done)."],
    )
    private var timeout: java.time.Duration? = null

    override suspend fun perform(stage: Stage) = coroutineScope {
        println("start")
        val tasks = createTasks(stage)
        println("end")
        print(tasks.keys.await(ReturnWhen.ALL_COMPLETED, timeout(stage)), tasks, stage)
        tasks.keys.forEach { it.cancel() }
    }

    /** The tasks with their names. They run as soon as their creator, on the same thread, first waits. */
    private fun CoroutineScope.createTasks(stage: Stage): Map<Deferred<String>, String> =
        delays.entries.associate { (name, delay) ->
            async(CoroutineName(name)) { task(delay.toKotlinDuration(), stage) } to name
        }

    private suspend fun task(delay: Duration, stage: Stage): String {
        println("1")
        stage.delay(delay)
        println("2")
        return "return value"
    }

    private fun timeout(stage: Stage): Duration =
        timeout?.let { stage.scaled(it).toKotlinDuration() } ?: Duration.INFINITE

    private suspend fun print(outcome: DoneAndPending<String>, tasks: Map<Deferred<String>, String>, stage: Stage) {
        val done = outcome.done.map { "${tasks[it]} result='${it.await()}'" }
        val pending = outcome.pending.map { tasks[it] }
        println(done.joinToString(prefix = "done: {", postfix = "}"))
        println(pending.joinToString(prefix = "pending: {", postfix = "}"))
    }
}

fun main(args: Array<String>) = NamedTasks().launch(*args)

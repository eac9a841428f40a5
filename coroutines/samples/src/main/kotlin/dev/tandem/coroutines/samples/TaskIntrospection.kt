package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Event
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.debug.CoroutineInfo
import kotlinx.coroutines.debug.DebugProbes
import kotlinx.coroutines.yield

/**
 * A deferred tells its state, its result, and when it is done. Its name and the stack of a coroutine that waits, which
 * is on no thread, are known to the debug probes, which see every coroutine that starts while they are installed.
 */
@OptIn(ExperimentalCoroutinesApi::class)
@CatalogueEntry(
    id = "task-introspection",
    title = "Look at tasks: names, states, results, callbacks and stacks",
    documents = ["001"],
)
class TaskIntrospection : SuspendingSample() {
    override suspend fun perform(stage: Stage) {
        main("n1", cancel = false)
        main("n2", cancel = true)
    }

    // snippet: lesson
    suspend fun ask(asked: Event): String {
        val name = currentCoroutineContext()[CoroutineName]?.name
        println("current task: $name")
        asked.await()
        return "answer to $name"
    }

    /** What the probes know of a coroutine that has not ended; they know of all. */
    fun info(task: Deferred<String>): CoroutineInfo? = DebugProbes.dumpCoroutinesInfo().find { it.job == task }

    suspend fun describe(name: String, task: Deferred<String>) {
        val (alive, done, cancelled) = Triple(info(task) != null, task.isCompleted, task.isCancelled)
        val result = if (cancelled) {
            "never to be"
        } else if (done) {
            task.await()
        } else {
            "not yet there"
        }
        println("$name: alive $alive, done $done, cancelled $cancelled, result $result")
    }

    suspend fun main(name: String, cancel: Boolean) = DebugProbes.withDebugProbes {
        coroutineScope {
            val asked = Event()
            val task = async(CoroutineName(name)) { ask(asked) }
            yield() // it begins, and waits
            describe(name, task)
            val stack = info(task)!!.lastObservedStackTrace().map { it.methodName }
            println("$name waits in ask: ${"ask" in stack}")
            task.invokeOnCompletion { println("callback: $name is done") }
            task.invokeOnCompletion { println("never called") }.dispose() // takes it back
            if (cancel) task.cancel()
            asked.set()
            task.join()
            describe(name, task)
        }
    }
    // end
}

fun main(args: Array<String>) = TaskIntrospection().launch(*args)

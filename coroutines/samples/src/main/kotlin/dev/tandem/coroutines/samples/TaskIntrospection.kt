package dev.tandem.coroutines.samples

import dev.tandem.coroutines.Event
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.debug.CoroutineInfo
import kotlinx.coroutines.debug.DebugProbes
import kotlinx.coroutines.job
import kotlinx.coroutines.yield
import java.io.PrintStream

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
        DebugProbes.install()
        try {
            lookAtTasks(System.out)
        } finally {
            DebugProbes.uninstall()
        }
    }

    private suspend fun lookAtTasks(out: PrintStream) = coroutineScope {
        val answered = Event()
        val first = async(CoroutineName("n1")) { ask(answered, out) }
        val second = async(CoroutineName("n2")) { ask(Event(), out) }
        yield() // lets both start
        out.println("all tasks: ${names()}")
        printState("n1", first, out)
        printStack("n1", out)

        first.invokeOnCompletion { out.println("callback: n1 is done") }
        val removed = first.invokeOnCompletion { out.println("callback that was removed") }
        removed.dispose()
        answered.set()
        first.join()
        printState("n1", first, out)
        out.println("all tasks: ${names()}")

        second.invokeOnCompletion { out.println("callback: n2 is done") }
        out.println("cancel n2")
        second.cancel()
        second.join()
        printState("n2", second, out)
        out.println("all tasks: ${names()}")
    }

    private suspend fun ask(answered: Event, out: PrintStream): String {
        val name = currentCoroutineContext()[CoroutineName]?.name
        out.println("current task: $name")
        return waitFor(answered) + " to " + name
    }

    private suspend fun waitFor(answered: Event): String {
        answered.await()
        return "answer"
    }

    /** What the probes know about this scope's own coroutines, in the order in which they were started. */
    private fun CoroutineScope.tasks(): List<CoroutineInfo> {
        val children = coroutineContext.job.children.toList()
        return DebugProbes
            .dumpCoroutinesInfo()
            .filter { it.job in children }
            .sortedBy { children.indexOf(it.job) }
    }

    private fun CoroutineScope.names(): List<String> = tasks().map { it.name }

    private fun printState(name: String, task: Deferred<String>, out: PrintStream) {
        val result =
            when {
                !task.isCompleted -> "not yet there"
                task.isCancelled -> "never to be"
                else -> task.getCompleted()
            }
        out.println("$name: done ${task.isCompleted}, cancelled ${task.isCancelled}, result $result")
    }

    private fun CoroutineScope.printStack(name: String, out: PrintStream) {
        val task = tasks().first { it.name == name }
        out.println("stack of $name (most recent call last):")
        task
            .lastObservedStackTrace()
            .filter { it.className == TaskIntrospection::class.java.name }
            .asReversed()
            .forEach { out.println("  ${it.methodName}") }
    }

    private val CoroutineInfo.name: String
        get() = context[CoroutineName]?.name ?: "unnamed"
}

fun main(args: Array<String>) = TaskIntrospection().launch(*args)

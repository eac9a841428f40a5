package dev.tandem.coroutines

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestCoroutineScheduler
import kotlinx.coroutines.yield
import java.util.concurrent.BrokenBarrierException

/** Plays a scenario on our side: `oracle.py`'s class of the same name, line by line. */
@OptIn(ExperimentalCoroutinesApi::class)
internal class Stage {
    private val log = mutableListOf<String>()
    private val failures = mutableListOf<Throwable>()
    private val tasks = linkedMapOf<String, Job>()
    private val scheduler = TestCoroutineScheduler()
    private val scope = CoroutineScope(SupervisorJob() + StandardTestDispatcher(scheduler))

    private var queue = JoinableQueue.fifo<Int>()
    private val event = Event()
    private val mutex = Mutex()
    private val condition = mutex.newCondition()
    private var semaphore = Semaphore(1)
    private var barrier = Barrier(2)

    fun play(lines: List<String>): List<String> {
        for (line in lines) {
            for (part in line.split("; ")) {
                if (": " in part) {
                    val (name, steps) = part.split(": ")
                    tasks[name] = scope.launch { run(name, steps.split(", ")) }
                } else {
                    given(part.split(" "))
                }
            }
            scheduler.runCurrent()
        }
        for ((name, task) in tasks) if (task.isActive) log += "$name waits"
        val played = log + ending()
        scope.cancel()
        scheduler.runCurrent()
        failures.firstOrNull()?.let { throw it }
        return played
    }

    private fun given(words: List<String>) {
        val number = words.last().toIntOrNull()
        when (words[0]) {
            "queue" -> {
                val capacity = number ?: Int.MAX_VALUE
                queue =
                    when (words[1]) {
                        "fifo" -> JoinableQueue.fifo(capacity)
                        "lifo" -> JoinableQueue.lifo(capacity)
                        "priority" -> JoinableQueue.priority(capacity)
                        else -> throw NoSuchElementException(words[1])
                    }
            }

            "semaphore" -> semaphore = Semaphore(number!!)

            "barrier" -> barrier = Barrier(number!!)

            else -> throw NoSuchElementException(words[0])
        }
    }

    private fun ending() = buildList {
        add("size ${queue.size}")
        add("unfinished ${queue.unfinished}")
        repeat(queue.size) { add("left ${queue.poll()}") }
        add("permits ${semaphore.availablePermits}")
        if (event.isSet) add("set")
        if (mutex.isLocked) add("locked")
        add("at the barrier ${barrier.waiting}")
        if (barrier.isBroken) add("broken")
    }.joinToString()

    private suspend fun run(name: String, steps: List<String>) {
        var held = false
        try {
            for (step in steps) {
                val result = perform(step.split(" "))
                log += if (result == Unit) "$name $step" else "$name $step: $result"
                if (result is Failure) break
                if (step == "lock") held = true
                if (step == "unlock") held = false
            }
        } catch (e: Throwable) {
            failures += e
        } finally {
            if (held) mutex.unlock()
        }
    }

    private class Failure(private val text: String) {
        override fun toString() = text
    }

    private suspend fun perform(words: List<String>): Any = try {
        val number by lazy { words[1].toInt() }
        when (words[0]) {
            "put" -> queue.put(number)

            "take" -> queue.take()

            "offer" -> if (queue.offer(number)) Unit else "full"

            "poll" -> queue.poll() ?: "empty"

            "done" -> queue.taskDone()

            "join" -> queue.join()

            "shutdown" -> if ("now" in words) queue.shutdownNow().let {} else queue.shutdown()

            "set" -> event.set()

            "clear" -> event.clear()

            "await" -> event.await()

            "lock" -> mutex.lock()

            "unlock" -> mutex.unlock()

            "wait" -> condition.await()

            "notify" -> if ("all" in words) condition.signalAll() else condition.signal(number)

            "acquire" -> semaphore.acquire()

            "release" -> semaphore.release()

            // asyncio counts up from 0, we count down to 0
            "arrive" -> "number ${barrier.parties - barrier.await()}"

            "abort" -> barrier.abort()

            "reset" -> barrier.reset()

            "cancel" -> tasks.getValue(words[1]).cancel()

            "yield" -> yield()

            else -> throw NoSuchElementException(words[0])
        }
    } catch (_: CancellationException) {
        Failure("cancelled")
    } catch (_: BrokenBarrierException) {
        Failure("broken")
    } catch (_: QueueShutDownException) {
        Failure("shut down")
    } catch (_: IllegalStateException) {
        Failure("refused")
    }
}

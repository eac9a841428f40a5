package dev.tandem.interop

import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executor
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit.NANOSECONDS
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import kotlin.concurrent.thread
import kotlin.time.Duration

/** A thread that makes one call, which a test may interrupt: a daemon, or one of [executor]. */
internal class Caller<T>(executor: Executor, call: () -> T) {
    constructor(call: () -> T) : this({ thread(isDaemon = true, name = "caller", block = it::run) }, call)

    private val task = FutureTask(call)
    private val self = CompletableFuture<Thread>()
    val thread: Thread
        get() = self.get(10, SECONDS)

    init {
        executor.execute {
            self.complete(Thread.currentThread())
            task.run()
        }
    }

    /** Tells whether the call ends in time: false takes that time. */
    fun isDoneWithin(time: Duration): Boolean = try {
        task.get(time.inWholeNanoseconds, NANOSECONDS)
        true
    } catch (_: ExecutionException) {
        true
    } catch (_: TimeoutException) {
        false
    }

    /** What the call returned or threw; a call that hangs is a failure. */
    fun result(): T = try {
        task.get(10, SECONDS)
    } catch (e: ExecutionException) {
        throw e.cause!!
    }
}

/** Waits until this thread is blocked; one that never is fails the test. */
internal fun Caller<*>.blocked() {
    val end = System.nanoTime() + SECONDS.toNanos(10)
    while (thread.state != Thread.State.WAITING && thread.state != Thread.State.TIMED_WAITING) {
        check(System.nanoTime() < end) { "${thread.name} is not blocked but ${thread.state}" }
        Thread.onSpinWait()
    }
}

/** The name of this thread, without the coroutine's that kotlinx adds in tests. */
internal fun threadName(): String = Thread.currentThread().name.substringBefore(" @")

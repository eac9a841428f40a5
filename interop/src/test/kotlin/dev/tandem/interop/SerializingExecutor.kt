package dev.tandem.interop

import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.util.concurrent.AbstractExecutorService
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.FutureTask
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.Semaphore
import java.util.concurrent.TimeUnit

/**
 * Runs what is left of a task once it has been bytes, as an executor of other processes does.
 *
 * @param givesStages whether its futures call back; cancelling one with interruption then makes it done when the code
 *   has ended. If not, they are plain ones, done as soon as they are cancelled
 * @param serializesLate whether a task becomes bytes when it begins, after `submit` has returned, and not before
 */
internal class SerializingExecutor(private val givesStages: Boolean, private val serializesLate: Boolean = false) :
    AbstractExecutorService() {
    private val threads = Executors.newCachedThreadPool()

    /** What each task came out of its bytes as. */
    val arrived = ConcurrentLinkedQueue<Callable<*>>()

    /** Taken by each task before it becomes bytes, if it does so late. */
    val mayBegin = Semaphore(Int.MAX_VALUE)

    override fun <T> submit(task: Callable<T>): Future<T> {
        if (isShutdown) throw RejectedExecutionException("shut down")
        val bytes = if (serializesLate) null else bytes(task)
        val code = Callable { arrival<T>(bytes ?: late(task)).call() }
        return if (givesStages) StageOfThread(code).also(threads::execute) else FutureTask(code).also(threads::execute)
    }

    private fun late(task: Callable<*>): ByteArray {
        mayBegin.acquire()
        return bytes(task)
    }

    private fun bytes(task: Callable<*>): ByteArray {
        val bytes = ByteArrayOutputStream()
        ObjectOutputStream(bytes).use { it.writeObject(task) }
        return bytes.toByteArray()
    }

    @Suppress("UNCHECKED_CAST")
    private fun <T> arrival(bytes: ByteArray): Callable<T> =
        (ObjectInputStream(ByteArrayInputStream(bytes)).readObject() as Callable<T>).also(arrived::add)

    override fun execute(command: Runnable): Unit = throw UnsupportedOperationException("only what can be serialized")

    override fun shutdown() = threads.shutdown()

    override fun shutdownNow(): List<Runnable> = threads.shutdownNow()

    override fun isShutdown() = threads.isShutdown

    override fun isTerminated() = threads.isTerminated

    override fun awaitTermination(timeout: Long, unit: TimeUnit) = threads.awaitTermination(timeout, unit)
}

/** A future that calls back, and whose `cancel(true)` makes it done only when its code has ended. */
private class StageOfThread<T>(private val code: Callable<T>) :
    CompletableFuture<T>(),
    Runnable {
    private val thread = CompletableFuture<Thread>()

    @Volatile
    private var cancelled = false

    override fun run() {
        thread.complete(Thread.currentThread())
        val outcome = runCatching { code.call() }
        if (cancelled) super.cancel(true)
        outcome.fold(::complete, ::completeExceptionally)
    }

    override fun cancel(mayInterruptIfRunning: Boolean): Boolean {
        cancelled = true
        thread.thenAccept { if (mayInterruptIfRunning) it.interrupt() }
        return true
    }
}

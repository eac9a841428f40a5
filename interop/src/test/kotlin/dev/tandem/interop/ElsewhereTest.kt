package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
import dev.tandem.threads.processes.SerializableCallable
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withTimeoutOrNull
import java.io.ByteArrayOutputStream
import java.io.NotSerializableException
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.io.OutputStream
import java.util.concurrent.AbstractExecutorService
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Future
import java.util.concurrent.FutureTask
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.milliseconds

/** Executors that serialize their tasks: only the block goes, and its outcome comes back through the future. */
class ElsewhereTest :
    FunSpec({
        extension(NoLeaks())

        for (givesStages in listOf(true, false)) {
            for (late in listOf(false, true)) {
                val name = "${if (givesStages) "stages" else "plain futures"}, bytes ${if (late) "late" else "at once"}"

                test("$name: the block alone arrives, with what it captured") {
                    withSerializing(givesStages, late) { executor ->
                        val factor = 6
                        runInExecutor(executor) { factor * 7 } shouldBe 42
                        executor.arrived.single().shouldBeInstanceOf<SerializableCallable<*>>()
                    }
                }

                test("$name: cancelling once the code runs cancels it there, and waits for the future") {
                    withSerializing(givesStages, late) { executor ->
                        val play = Play()
                        val id = play.id
                        val caller = launch(Dispatchers.Default) { runInExecutor(executor) { Play[id].holdOut() } }
                        play.running.await(10, SECONDS) shouldBe true
                        caller.cancel()
                        play.interrupted.await(10, SECONDS) shouldBe true
                        if (givesStages) withTimeoutOrNull(100.milliseconds) { caller.join() } shouldBe null
                        play.mayEnd.countDown()
                        caller.join()
                        play.ended.await(10, SECONDS) shouldBe true
                    }
                }

                test("$name: abandoning does not wait for the future") {
                    withSerializing(givesStages, late) { executor ->
                        val play = Play()
                        val id = play.id
                        val caller =
                            launch(Dispatchers.Default) {
                                runInExecutor(executor, abandonOnCancel = true) { Play[id].holdOut() }
                            }
                        play.running.await(10, SECONDS) shouldBe true
                        caller.cancel()
                        caller.join()
                        play.interrupted.await(10, SECONDS) shouldBe true
                        play.mayEnd.countDown()
                    }
                }

                test("$name: a block that cannot be serialized is the caller's exception") {
                    withSerializing(givesStages, late) { executor ->
                        val here = Any()
                        shouldThrow<NotSerializableException> { runInExecutor(executor) { here.hashCode() } }
                    }
                }
            }

            val name = if (givesStages) "stages" else "plain futures"

            test("$name: a call cancelled before it is sent is not sent") {
                withSerializing(givesStages, serializesLate = true) { executor ->
                    executor.mayBegin.drainPermits()
                    val caller = async(start = UNDISPATCHED) { runInExecutor(executor) { 42 } }
                    caller.cancel()
                    caller.join()
                    executor.mayBegin.release()
                    executor.shutdown()
                    executor.awaitTermination(10, SECONDS) shouldBe true
                    executor.arrived.size shouldBe 0
                }
            }

            test("$name: a thousand callers have what is theirs, wherever the bytes are made") {
                withSerializing(givesStages, serializesLate = true) { executor ->
                    val callers = List(1_000) { i -> async(Dispatchers.Default) { runInExecutor(executor) { i } } }
                    callers.forEachIndexed { i, caller -> caller.await() shouldBe i }
                }
            }
        }

        test(
            "a rejection that comes later, in the future, is the caller's exception, and the caller is not cancelled",
        ) {
            bounded {
                supervisorScope {
                    val full = RejectedExecutionException("the cluster is full")
                    val executor = GivesFuture { CompletableFuture.failedFuture<Any?>(full) }
                    shouldThrow<RejectedExecutionException> { runInExecutor(executor) { 42 } }.message shouldBe
                        full.message
                    isActive shouldBe true
                }
            }
        }

        test("a task that its executor cancels elsewhere is a rejection, and the caller is not cancelled") {
            bounded {
                supervisorScope {
                    val future = CompletableFuture<Any?>()
                    val caller =
                        async(start = UNDISPATCHED) { runCatching { runInExecutor(GivesFuture { future }) { 42 } } }
                    future.cancel(true)
                    val failure = caller.await().exceptionOrNull()
                    failure.shouldBeInstanceOf<RejectedExecutionException>()
                    failure.cause.shouldBeInstanceOf<CancellationException>()
                    isActive shouldBe true
                }
            }
        }

        test("a future that refuses to be cancelled holds the caller up, and its refusal is with the cancellation") {
            bounded {
                val stubborn = Stubborn()
                val failure = CompletableDeferred<Throwable?>()
                val caller =
                    launch(start = UNDISPATCHED) {
                        val executor = GivesFuture(::bytesOf) { stubborn }
                        failure.complete(runCatching { runInExecutor(executor) { 42 } }.exceptionOrNull())
                    }
                caller.cancel()
                withTimeoutOrNull(50.milliseconds) { caller.join() } shouldBe null
                stubborn.complete(42)
                val cancellation = failure.await().shouldBeInstanceOf<CancellationException>()
                cancellation.suppressed.single().shouldBeInstanceOf<UnsupportedOperationException>()
            }
        }

        test("a block without a result gives its Unit from elsewhere, where results are serialized as well") {
            bounded {
                val executor = GivesFuture { task -> CompletableFuture.supplyAsync { copyOf(copyOf(task).call()) } }
                runInExecutor(executor) { 1 + 1 }.shouldBeInstanceOf<Int>()
                val nothing: Any = runInExecutor(executor) { println("elsewhere") }
                nothing shouldBeSameInstanceAs Unit
                runInExecutor<String?>(executor) { null } shouldBe null
            }
        }

        test("a block that declares more than that it is one arrives as itself") {
            bounded {
                val arrived = CompletableFuture<Any>()
                val executor =
                    GivesFuture { task ->
                        CompletableFuture.supplyAsync { copyOf(task).also(arrived::complete).call() }
                    }
                runInExecutor(executor, block = Aware(42)) shouldBe 42
                arrived.get(10, SECONDS).shouldBeInstanceOf<Aware>()
            }
        }

        test("a CancellationException that a block throws elsewhere is thrown as it is, and is no rejection") {
            bounded {
                supervisorScope {
                    val mine = CancellationException("mine")
                    val executor = GivesFuture(::bytesOf) { CompletableFuture.supplyAsync<Any?> { throw mine } }
                    shouldThrow<CancellationException> { runInExecutor(executor) { 42 } } shouldBeSameInstanceAs mine
                    isActive shouldBe true
                }
            }
        }

        test("a task that was serialized, and is run here all the same, gives its value") {
            bounded {
                val executor =
                    GivesFuture(::bytesOf) { task ->
                        FutureTask(task).also { it.run() }
                    }
                runInExecutor(executor) { 42 } shouldBe 42
            }
        }
    })

private fun withSerializing(
    givesStages: Boolean,
    serializesLate: Boolean,
    body: suspend CoroutineScope.(SerializingExecutor) -> Unit,
) {
    val executor = SerializingExecutor(givesStages, serializesLate)
    try {
        bounded { body(executor) }
    } finally {
        executor.shutdownNow()
        executor.awaitTermination(10, SECONDS) shouldBe true
    }
}

private fun bytesOf(task: Callable<*>) {
    ObjectOutputStream(OutputStream.nullOutputStream()).use { it.writeObject(task) }
}

@Suppress("UNCHECKED_CAST")
private fun <T> copyOf(original: T): T {
    val bytes = ByteArrayOutputStream()
    ObjectOutputStream(bytes).use { it.writeObject(original) }
    return ObjectInputStream(bytes.toByteArray().inputStream()).use { it.readObject() } as T
}

/** Stands for what an executor sees in its tasks' classes, and treats in its own way. */
private interface Marked

private class Aware(private val value: Int) :
    SerializableCallable<Int>,
    Marked {
    override fun call() = value
}

/** An executor that does nothing but answer `submit`. */
private class GivesFuture(
    private val first: (Callable<*>) -> Unit = {},
    private val answer: (Callable<Any?>) -> Future<*>,
) : AbstractExecutorService() {
    @Suppress("UNCHECKED_CAST")
    override fun <T> submit(task: Callable<T>): Future<T> {
        first(task)
        return answer(task as Callable<Any?>) as Future<T>
    }

    override fun execute(command: Runnable) = error("not called")

    override fun shutdown() = Unit

    override fun shutdownNow() = emptyList<Runnable>()

    override fun isShutdown() = false

    override fun isTerminated() = false

    override fun awaitTermination(timeout: Long, unit: TimeUnit) = true
}

private class Stubborn : CompletableFuture<Any?>() {
    override fun cancel(mayInterruptIfRunning: Boolean): Boolean = throw UnsupportedOperationException("never")
}

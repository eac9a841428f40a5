package dev.tandem.interop

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.fixtures.Bounded
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.threadName
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.MainCoroutineDispatcher
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.Runnable
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.io.IOException
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.FutureTask
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/**
 * `Suspend.block` beside `runBlocking`: each behaviour is tried on both. Where `runBlocking` is right the two agree; where
 * it is not, its row says what it does instead, which is part of the test.
 */
class BesideRunBlockingTest :
    FunSpec({
        extension(NoLeaks())

        for (row in rows) {
            test("Suspend.block: ${row.title}: ${row.right}") { tried(SuspendBlock, row) shouldBe row.right }
            test("runBlocking: ${row.title}: ${row.ofRunBlocking}") {
                tried(RunBlocking, row) shouldBe row.ofRunBlocking
            }
        }
    })

/** A way to wait for a suspend function on this thread. */
private interface Blocks {
    fun <T> block(context: CoroutineContext = EmptyCoroutineContext, call: suspend CoroutineScope.() -> T): T
}

private object SuspendBlock : Blocks {
    override fun <T> block(context: CoroutineContext, call: suspend CoroutineScope.() -> T): T =
        Suspend.block(context) { CoroutineScope(currentCoroutineContext()).call() }
}

private object RunBlocking : Blocks {
    override fun <T> block(context: CoroutineContext, call: suspend CoroutineScope.() -> T): T =
        runBlocking(context, call)
}

private class Row(val title: String, val right: String, val ofRunBlocking: String = right, val play: Blocks.() -> Any?)

/** What comes of it on a thread of its own: a value, what was thrown and is suppressed in it, or that it hangs. */
private fun tried(blocks: Blocks, row: Row): String {
    val task = FutureTask {
        try {
            "${row.play(blocks)}" + if (Thread.interrupted()) ", interrupted" else ""
        } catch (e: Throwable) {
            told(e) + e.suppressed.joinToString("") { ", suppressed ${told(it)}" } +
                if (Thread.interrupted()) ", interrupted" else ""
        }
    }
    val caller = thread(isDaemon = true, name = "caller", block = task::run)
    return try {
        task.get(if (row.ofRunBlocking == HANGS && blocks === RunBlocking) 1 else 10, SECONDS)
    } catch (_: TimeoutException) {
        generateSequence(needingTheCaller::poll).forEach(Runnable::run)
        caller.join(10_000)
        HANGS
    }
}

private fun told(e: Throwable) = when (e) {
    is CancellationException -> "cancelled"
    is InterruptedException -> "interrupted"
    else -> "throws ${e.message}"
}

private const val HANGS = "hangs"

/** Tasks that only the blocked thread would run, or, when it is seen to hang, the test. */
private val needingTheCaller = LinkedBlockingQueue<Runnable>()

private fun interruptFrom(thread: Thread) = thread(isDaemon = true) {
    Bounded.untilItWaits(thread)
    thread.interrupt()
}

private fun onOneThread(test: (CoroutineContext) -> Any?): Any? {
    val executor = Executors.newSingleThreadExecutor { Thread(it, "given").apply { isDaemon = true } }
    try {
        return test(executor.asCoroutineDispatcher())
    } finally {
        executor.shutdownNow()
    }
}

private val rows =
    listOf(
        Row("a value", "42") { block { 42 } },
        Row("null", "null") { block { null } },
        Row("a failure", "throws disk full") { block { throw IOException("disk full") } },
        Row("begins, and goes on, on the calling thread", "true true") {
            val caller = Thread.currentThread()
            block {
                val first = Thread.currentThread() === caller
                delay(1)
                "$first ${Thread.currentThread() === caller}"
            }
        },
        Row("a child runs on the calling thread", "true") {
            val caller = Thread.currentThread()
            block { async { yield().let { Thread.currentThread() === caller } }.await() }
        },
        Row("waits for the end of its children", "true") {
            val done = AtomicBoolean()
            block {
                launch {
                    delay(5)
                    done.set(true)
                }
            }
            done
        },
        Row("a function that fails ends its endless child", "throws disk full") {
            block {
                launch { awaitCancellation() }
                throw IOException("disk full")
            }
        },
        Row("a function that fails ends its child that yields for ever", "throws disk full") {
            block {
                launch { while (true) yield() }
                yield()
                throw IOException("disk full")
            }
        },
        Row("a child that fails ends an endless function", "throws disk full") {
            block {
                launch { throw IOException("disk full") }
                awaitCancellation()
            }
        },
        Row("a child that fails ends a function that yields for ever", "throws disk full") {
            block {
                launch { throw IOException("disk full") }
                while (true) yield()
            }
        },
        Row("a child that fails after the function has ended", "throws disk full") {
            block {
                launch { throw IOException("disk full") }
                42
            }
        },
        Row("the function fails first, then its child", "throws first, suppressed throws second") {
            block {
                launch {
                    try {
                        awaitCancellation()
                    } finally {
                        throw IOException("second")
                    }
                }
                yield()
                throw IOException("first")
            }
        },
        Row("a child fails first, then the function", "throws first, suppressed throws second") {
            block {
                launch { throw IOException("first") }
                try {
                    awaitCancellation()
                } finally {
                    throw IOException("second")
                }
            }
        },
        Row("an Error", "throws out of order") { block<Any?> { throw AssertionError("out of order") } },
        Row("a failure does not reach the job above", "throws disk full, then true") {
            val job = Job()
            val outcome = runCatching { block(job) { throw IOException("disk full") } }
            "${told(outcome.exceptionOrNull()!!)}, then ${job.isActive}"
        },
        Row("a child's failure does not reach the job above", "throws disk full, then true") {
            val job = Job()
            val outcome = runCatching {
                block(job) {
                    launch { throw IOException("disk full") }
                    awaitCancellation()
                }
            }
            "${told(outcome.exceptionOrNull()!!)}, then ${job.isActive}"
        },
        Row("the job above has a child meanwhile, and none afterwards", "1 0") {
            val job = Job()
            "${block(job) { job.children.count() }} ${job.children.count()}"
        },
        Row("the job above is cancelled meanwhile", "cancelled") {
            val job = Job()
            block(job) {
                launch { job.cancel() }
                awaitCancellation()
            }
        },
        Row("the job above was cancelled before", "cancelled") { block(Job().apply { cancel() }) { error("it ran") } },
        Row("a name is kept", "CoroutineName(reader)") {
            block(CoroutineName("reader")) { currentCoroutineContext()[CoroutineName] }
        },
        Row("thread locals are set in every step, and put back", "inner inner inner outer") {
            val local = ThreadLocal<String>()
            local.set("outer")
            val seen = mutableListOf<String>()
            block(local.asContextElement("inner")) {
                seen += local.get()
                delay(1)
                seen += local.get()
                launch { seen += local.get() }
            }
            (seen + local.get()).joinToString(" ")
        },
        Row("it is active, and so is what runs in it", "true") { block { currentCoroutineContext()[Job]!!.isActive } },
        Row("a dispatcher that is given is begun on, and gone on", "given given") {
            onOneThread { dispatcher ->
                block(dispatcher) {
                    val first = threadName()
                    yield()
                    "$first ${threadName()}"
                }
            }
        },
        Row("a main dispatcher that cannot tell whether this thread is the main one", "42") {
            onOneThread { dispatcher -> block(MainWithoutImmediate(dispatcher as CoroutineDispatcher)) { 42 } }
        },
        Row("what a dispatcher confines stays confined", "20000") {
            val confined = Dispatchers.Default.limitedParallelism(1)
            var count = 0
            List(4) {
                thread(isDaemon = true) {
                    repeat(100) {
                        block(confined) {
                            repeat(50) {
                                count++
                                if (it == 49) yield()
                            }
                        }
                    }
                }
            }.forEach { it.join(10_000) }
            count
        },
        Row("Dispatchers.Unconfined", "42") {
            block(Dispatchers.Unconfined) {
                delay(1)
                async { delay(1).let { 42 } }.await()
            }
        },
        Row("inside an unconfined coroutine", "42") {
            block { withContext(Dispatchers.Unconfined) { block { delay(1).let { 42 } } } }
        },
        Row("inside an unconfined coroutine, waiting for another one of this thread", "42") {
            val answer = CompletableDeferred<Int>()
            CoroutineScope(Dispatchers.Unconfined).async {
                launch { answer.complete(42) } // stands in line behind this one
                block { answer.await() }
            }.let { runBlocking { it.await() } }
        },
        Row("inside an unconfined coroutine, yielding to another one of this thread", "42") {
            val answer = CompletableDeferred<Int>()
            CoroutineScope(Dispatchers.Unconfined).async {
                launch { answer.complete(42) }
                block {
                    while (!answer.isCompleted) yield()
                    answer.await()
                }
            }.let { runBlocking { it.await() } }
        },
        Row("inside itself, waiting for a child of the outer one", "42") {
            block {
                val child = async { yield().let { 42 } }
                block { child.await() }
            }
        },
        Row("inside itself twice, waiting for a child of the outermost", "42") {
            block {
                val child = async { delay(1).let { 42 } }
                block { block { child.await() } }
            }
        },
        Row("inside itself, waiting for a child that began on this thread and comes back from another", "42") {
            block {
                val child = async(start = UNDISPATCHED) { delay(5).let { 42 } }
                block { child.await() }
            }
        },
        Row("inside runBlocking, waiting for a child of that", "42") {
            runBlocking {
                val child = async { yield().let { 42 } }
                block { child.await() }
            }
        },
        Row("runBlocking inside, waiting for a child of the outer one", "42") {
            block {
                val child = async { yield().let { 42 } }
                runBlocking { child.await() }
            }
        },
        Row("in the context of the outer one", "42") {
            block {
                val context = currentCoroutineContext()
                block(context) { yield().let { 42 } }
            }
        },
        Row("in the context of a runBlocking, inside a future of its scope", "42") {
            runBlocking {
                val context = coroutineContext
                val future = Suspend.future<Int>(CoroutineScope(context + Job())) {
                    block(context) { yield().let { 42 } }
                }
                while (!future.isDone) yield()
                future.get()
            }
        },
        Row("in the context of the outer one, from another thread", "42") {
            block {
                val context = currentCoroutineContext()
                withContext(Dispatchers.IO) { block(context.minusKey(Job)) { yield().let { 42 } } }
            }
        },
        Row("a face inside, whose item a child of the outer one puts", "42") {
            block {
                val queue = JoinableQueue.fifo<Int>()
                launch { queue.put(42) }
                queue.asBlockingQueue().take()
            }
        },
        Row("interrupted while it waits", "interrupted") {
            interruptFrom(Thread.currentThread())
            block { awaitCancellation() }
        },
        Row("interrupted while it yields for ever", "interrupted") {
            val caller = Thread.currentThread()
            block {
                launch(Dispatchers.IO) { caller.interrupt() }
                while (true) yield()
            }
        },
        Row("interrupted, and the function has a value in spite of it", "42, interrupted", "interrupted") {
            interruptFrom(Thread.currentThread())
            block {
                try {
                    awaitCancellation()
                } catch (_: CancellationException) {
                    withContext(NonCancellable) { delay(1) }
                }
                42
            }
        },
        Row(
            "interrupted, and the function fails in spite of it",
            "throws disk full, interrupted",
            "interrupted, suppressed throws disk full",
        ) {
            interruptFrom(Thread.currentThread())
            block {
                try {
                    awaitCancellation()
                } finally {
                    throw IOException("disk full")
                }
            }
        },
        Row("interrupted before", "interrupted", "42, interrupted") {
            Thread.currentThread().interrupt()
            block { 42 }
        },
        Row("interrupted, and again, as this very thread is needed for the end", "interrupted", HANGS) {
            val caller = Thread.currentThread()
            val cancelled = CountDownLatch(1)
            thread(isDaemon = true) {
                interruptFrom(caller).join()
                cancelled.await(10, SECONDS)
                interruptFrom(caller)
            }
            block {
                launch(start = UNDISPATCHED) {
                    try {
                        awaitCancellation()
                    } finally {
                        cancelled.countDown()
                    }
                }
                withContext(Executor(needingTheCaller::put).asCoroutineDispatcher()) { awaitCancellation() }
            }
        },
    )

private class MainWithoutImmediate(private val dispatcher: CoroutineDispatcher) : MainCoroutineDispatcher() {
    override val immediate: MainCoroutineDispatcher
        get() = throw UnsupportedOperationException()

    override fun dispatch(context: CoroutineContext, block: Runnable) = dispatcher.dispatch(context, block)
}

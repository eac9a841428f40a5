package dev.tandem.interop

import com.google.common.util.concurrent.SettableFuture
import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.Heap
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import dev.tandem.threads.VirtualThreads
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.lang.management.ManagementFactory
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ForkJoinPool
import java.util.concurrent.Future
import java.util.concurrent.FutureTask
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS

/** Futures that cannot call back, and those of others that can: who waits, who tells, what is thrown. */
class PlainFuturesTest :
    FunSpec({
        extension(NoLeaks())

        test("100 callbacks that block hold up no other plain future") {
            val mayGoOn = CountDownLatch(1)
            val blocked = CountDownLatch(100)
            val futures = List(100) { FutureTask { it } }
            futures.forEach { future ->
                wrapFuture(future).invokeOnCompletion {
                    blocked.countDown()
                    mayGoOn.await()
                }
            }
            futures.forEach { it.run() }
            blocked.await(30, SECONDS) shouldBe true
            bounded {
                val next = FutureTask { 42 }
                val wrapped = wrapFuture(next)
                next.run()
                wrapped.await() shouldBe 42
            }
            mayGoOn.countDown()
        }

        for ((name, create) in listOf(
            "a CompletableFuture" to { CompletableSettable() },
            "a plain future" to { PlainSettable() },
            "Guava's future" to { GuavaSettable() },
        )) {
            test("what a completion handler throws is not swallowed: of $name it goes to the thread's handler") {
                val uncaught = LinkedBlockingQueue<Throwable>()
                val before = Thread.getDefaultUncaughtExceptionHandler()
                Thread.setDefaultUncaughtExceptionHandler { _, e -> uncaught.add(e) }
                try {
                    val settable = create()
                    val broken = IllegalStateException("broken handler")
                    val wrapped = wrapFuture(settable.future)
                    wrapped.invokeOnCompletion { throw broken }
                    settable.set()
                    val thrown = uncaught.poll(10, SECONDS)
                    thrown::class.simpleName shouldBe "CompletionHandlerException" // which is kotlinx's own
                    thrown.cause shouldBeSameInstanceAs broken
                    bounded { wrapped.await() shouldBe 42 }
                } finally {
                    Thread.setDefaultUncaughtExceptionHandler(before)
                }
            }
        }

        for ((name, done) in listOf(
            "Guava's" to SettableFuture.create<Int>().also { it.set(42) },
            "a ForkJoinTask" to ForkJoinPool.commonPool().submit<Int> { 42 }.also { it.join() },
            "a FutureTask" to FutureTask { 42 }.also { it.run() },
            "a CompletableFuture" to CompletableFuture.completedFuture(42),
        )) {
            test("$name that is done gives its value on an interrupted thread, which stays interrupted") {
                bounded {
                    for (wait in awaits) {
                        Thread.currentThread().interrupt()
                        val value = wait(done)
                        Thread.interrupted() shouldBe true
                        value shouldBe 42
                    }
                }
            }
        }

        test("a future with listeners costs no thread, and is told of by the thread that completes it") {
            val beans = ManagementFactory.getThreadMXBean()
            val futures = List(1_000) { SettableFuture.create<Int>() }
            val before = beans.totalStartedThreadCount
            val tellers = LinkedBlockingQueue<Thread>()
            futures.forEach { future -> wrapFuture(future).invokeOnCompletion { tellers.add(Thread.currentThread()) } }
            futures.forEach { it.set(42) }
            tellers.toSet() shouldBe setOf(Thread.currentThread())
            tellers.size shouldBe 1_000
            beans.totalStartedThreadCount - before shouldBeLessThan 20L
            NoLeaks.virtualThreadsOfOurs().shouldBeEmpty()
        }

        test("a million awaiters that gave up leave nothing on a future that takes no listener off again") {
            val future = SettableFuture.create<Int>()
            bounded { repeat(10_000) { giveUpOn(future) } }
            val before = Heap.used()
            val began = System.nanoTime()
            repeat(1_000_000) { future.onDone { error("nobody waits") }.close() }
            println("a million watches of one listenable future: ${(System.nanoTime() - began) / 1_000_000} ms")
            Heap.used() - before shouldBeLessThan 4_000_000L
            future.set(42)
        }

        test("a CompletableFuture with a state of its own is awaited") {
            class Own(val real: CompletableFuture<Int>) : CompletableFuture<Int>() {
                override fun isDone() = real.isDone

                override fun get(): Int = real.get()
            }
            bounded {
                for (wait in awaits) {
                    val own = Own(CompletableFuture())
                    val awaiter = async(start = UNDISPATCHED) { wait(own) }
                    own.real.complete(42)
                    awaiter.await() shouldBe 42
                }
            }
        }

        test("a virtual thread of the dispatcher inherits nothing from whoever resumes the coroutine") {
            if (!VirtualThreads.isSupported()) return@test
            val inheritable = InheritableThreadLocal<String?>()
            val foreign = object : ClassLoader(ClassLoader.getSystemClassLoader()) {}
            val seen = LinkedBlockingQueue<Any>()
            val gate = Gate<Unit>()
            bounded {
                val coroutine =
                    launch(Dispatchers.Virtual) {
                        gate.pass()
                        seen.add(inheritable.get() ?: "nothing")
                        seen.add(Thread.currentThread().contextClassLoader)
                        withContext(Dispatchers.IO) { }
                        toThread { seen.add(inheritable.get() ?: "nothing") }
                    }
                val resumer =
                    Thread {
                        inheritable.set("the resumer's")
                        Thread.currentThread().contextClassLoader = foreign
                        gate.open(Unit)
                    }
                resumer.start()
                coroutine.join()
            }
            seen.toList() shouldBe listOf("nothing", ClassLoader.getSystemClassLoader(), "nothing")
        }
    })

private val awaits =
    listOf<suspend (Future<Int>) -> Int>({ it.awaitShared() }, { it.awaitOwned() }, { wrapFuture(it).await() })

private suspend fun giveUpOn(future: Future<Int>) = kotlinx.coroutines.coroutineScope {
    val awaiter = launch(start = UNDISPATCHED) { future.awaitShared() }
    awaiter.cancel()
    awaiter.join()
}

/** A future that the test gives the value 42. */
private interface Fortytwo {
    val future: Future<Int>

    fun set()
}

private class CompletableSettable : Fortytwo {
    override val future = CompletableFuture<Int>()

    override fun set() {
        future.complete(42)
    }
}

private class PlainSettable : Fortytwo {
    override val future = FutureTask { 42 }

    override fun set() = future.run()
}

private class GuavaSettable : Fortytwo {
    override val future: SettableFuture<Int> = SettableFuture.create()

    override fun set() {
        future.set(42)
    }
}

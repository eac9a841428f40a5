package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.Play
import dev.tandem.fixtures.bounded
import dev.tandem.threads.VirtualThreads
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ThreadContextElement
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext

class ToThreadTest :
    FunSpec({
        extension(NoLeaks())

        test("the block runs on a virtual thread where there are any") {
            bounded { toThread { isVirtual(Thread.currentThread()) } shouldBe VirtualThreads.isSupported() }
        }

        test("500 blocks that wait for one another come through, on any JVM") {
            val all = CountDownLatch(500)
            bounded {
                List(500) {
                    async(Dispatchers.Default) {
                        toThread {
                            all.countDown()
                            all.await(30, SECONDS)
                        }
                    }
                }.awaitAll().all { it } shouldBe true
            }
        }

        test("the caller's thread context elements are in place in the block, and gone after it") {
            val outer = ThreadLocal<String?>()
            val inner = ThreadLocal<String?>()
            bounded {
                withContext(outer.asContextElement("outer") + inner.asContextElement("inner")) {
                    repeat(20) { toThread { outer.get() + " " + inner.get() } shouldBe "outer inner" }
                }
                List(20) { async { toThread { outer.get() ?: inner.get() } } }.awaitAll().all { it == null } shouldBe
                    true
            }
        }

        test("thread context elements are put in place in their order, and taken away in the other") {
            val trail = ThreadLocal.withInitial { "" }
            val seen = mutableListOf<String>()
            bounded {
                withContext(Appended("a", trail) + Appended("b", trail) + Appended("c", trail)) {
                    seen += trail.get()
                    seen += toThread { trail.get() }
                }
            }
            seen shouldBe listOf("abc", "abc")
        }

        test("a caller that abandons goes on at once; the block is interrupted and left to itself") {
            bounded {
                val play = Play()
                val caller = launch(Dispatchers.Default) { toThread(abandonOnCancel = true) { play.holdOut() } }
                play.running.await(10, SECONDS) shouldBe true
                caller.cancel()
                caller.join()
                play.ended.count shouldBe 1
                play.interrupted.await(10, SECONDS) shouldBe true
                play.mayEnd.countDown()
                play.ended.await(10, SECONDS) shouldBe true
            }
        }

        test("a caller cancelled already starts nothing") {
            val runs = AtomicInteger()
            bounded {
                launch {
                    currentCoroutineContext().cancel()
                    toThread { runs.incrementAndGet() }
                }.join()
            }
            runs.get() shouldBe 0
        }
    })

/** Appends [part] to what the thread has. */
private class Appended(private val part: String, private val trail: ThreadLocal<String>) :
    ThreadContextElement<String> {
    override val key = object : CoroutineContext.Key<Appended> {}

    override fun updateThreadContext(context: CoroutineContext): String = trail.get().also { trail.set(it + part) }

    override fun restoreThreadContext(context: CoroutineContext, oldState: String) {
        trail.get() shouldBe oldState + part
        trail.set(oldState)
    }
}

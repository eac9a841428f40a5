package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import dev.tandem.threads.VirtualThreads
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.milliseconds

class VirtualDispatcherTest :
    FunSpec({
        extension(NoLeaks())

        test("coroutines run on virtual threads where there are any, and on daemons before") {
            bounded {
                withContext(Dispatchers.Virtual) {
                    Thread.currentThread().isDaemon shouldBe true
                    isVirtual(Thread.currentThread()) shouldBe VirtualThreads.isSupported()
                    delay(1.milliseconds)
                    isVirtual(Thread.currentThread()) shouldBe VirtualThreads.isSupported()
                }
            }
        }

        test("500 coroutines that block until all are there come through, on any JVM") {
            val all = CountDownLatch(500)
            bounded {
                List(500) {
                    async(Dispatchers.Virtual) {
                        all.countDown()
                        all.await(30, SECONDS)
                    }
                }.awaitAll().all { it } shouldBe true
            }
        }

        test("limitedParallelism limits how many run at once") {
            val inside = AtomicInteger()
            val most = AtomicInteger()
            bounded {
                val limited = Dispatchers.Virtual.limitedParallelism(3)
                List(200) {
                    launch(limited) {
                        most.accumulateAndGet(inside.incrementAndGet(), ::maxOf)
                        repeat(100) { Thread.onSpinWait() }
                        inside.decrementAndGet()
                    }
                }.forEach { it.join() }
            }
            most.get() shouldBeLessThanOrEqual 3
        }

        test("a timeout cancels what suspends in it") {
            bounded {
                withContext(Dispatchers.Virtual) { withTimeoutOrNull(1.milliseconds) { delay(60_000) } } shouldBe
                    null
            }
        }

        test("it is one object, with a name") {
            (Dispatchers.Virtual === Dispatchers.Virtual) shouldBe true
            Dispatchers.Virtual.toString() shouldBe "Dispatchers.Virtual"
        }
    })

/** Java 17 has no `isVirtual`. */
internal fun isVirtual(thread: Thread): Boolean = thread.threadGroup?.name == "VirtualThreads"

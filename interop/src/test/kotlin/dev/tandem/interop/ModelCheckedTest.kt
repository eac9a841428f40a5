package dev.tandem.interop

import dev.tandem.coroutines.Barrier
import dev.tandem.coroutines.Event
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.newCondition
import io.kotest.core.spec.style.FunSpec
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import org.jetbrains.lincheck.Lincheck

/**
 * Small programs of threads at a face and coroutines at its object, whose interleavings Lincheck goes through one by one,
 * with an interruption, or a cancellation, at every moment. What hangs in any of them is a failure.
 */
class ModelCheckedTest :
    FunSpec({
        fun check(invocations: Int = INVOCATIONS, program: () -> Unit) =
            Lincheck.runConcurrentTest(invocations, program)

        test("an item that meets an interruption is taken by the thread, or stays for the coroutine") {
            check {
                val queue = JoinableQueue.fifo<Int>(capacity = 1)
                val taker = ThreadCall { queue.asBlockingQueue().take() }
                val putter = Thread { queue.offer(1) }
                putter.start()
                taker.thread.interrupt()
                taker.thread.join()
                putter.join()
                queue.size mustBe if (taker.returned) 0 else 1
                if (!taker.returned) {
                    var taken: Int? = null
                    launchHere { taken = queue.take() }
                    taken mustBe 1
                }
            }
        }

        test("an interrupted putter has put its item, or has thrown") {
            check {
                val queue = JoinableQueue.fifo<Int>(capacity = 1)
                queue.offer(1)
                val putter = ThreadCall { queue.asBlockingQueue().put(2) }
                putter.thread.interrupt()
                queue.poll() mustBe 1
                putter.thread.join()
                queue.poll() mustBe if (putter.returned) 2 else null
            }
        }

        test("a lock given to a thread that is interrupted, or to a coroutine that is cancelled, is free in the end") {
            check {
                val mutex = Mutex()
                val lock = mutex.asLock()
                var inside = 0
                fun enter() {
                    ++inside mustBe 1
                    inside--
                }
                lock.lock()
                val thread = ThreadCall {
                    lock.lockInterruptibly()
                    enter()
                    lock.unlock()
                }
                val coroutine = launchHere { mutex.withLock { enter() } }
                val harasser = Thread {
                    thread.thread.interrupt()
                    coroutine.cancel()
                }
                harasser.start()
                lock.unlock()
                thread.thread.join()
                harasser.join()
                mutex.isLocked mustBe false
            }
        }

        test("a permit that meets an interruption, or a cancellation, is not lost") {
            check {
                val semaphore = Semaphore(1, acquiredPermits = 1)
                val thread = ThreadCall { semaphore.asBlockingSemaphore().acquire() }
                var acquired = false
                val coroutine = launchHere {
                    semaphore.acquire()
                    acquired = true
                }
                val harasser = Thread { coroutine.cancel() }
                harasser.start()
                semaphore.release()
                thread.thread.interrupt()
                thread.thread.join()
                harasser.join()
                semaphore.availablePermits mustBe if (thread.returned || acquired) 0 else 1
            }
        }

        test("an event that is set lets a thread and a coroutine go on") {
            check {
                val event = Event()
                val thread = ThreadCall { event.asBlockingEvent().await() }
                var passed = false
                launchHere {
                    event.await()
                    passed = true
                }
                event.set()
                thread.thread.join()
                thread.returned mustBe true
                passed mustBe true
            }
        }

        test("a signal that meets an interruption reaches whoever is left") {
            check {
                val mutex = Mutex()
                val lock = mutex.asLock()
                val changed = mutex.newCondition()
                val thread = ThreadCall {
                    lock.lockInterruptibly()
                    try {
                        changed.asBlockingCondition(mutex).await()
                    } finally {
                        lock.unlock()
                    }
                }
                var woken = false
                launchHere {
                    mutex.withLock {
                        changed.await()
                        woken = true
                    }
                }
                val harasser = Thread { thread.thread.interrupt() }
                harasser.start()
                lock.lock()
                changed.asBlockingCondition(mutex).signal()
                lock.unlock()
                harasser.join()
                thread.thread.join()
                // the thread may have come too late for the signal, or gone without it: the coroutine came before it then
                (thread.returned || woken) mustBe true
                (thread.returned && woken) mustBe false
            }
        }

        test("a barrier trips or breaks for all, though a thread that is interrupted just as it trips throws") {
            check(INVOCATIONS / 2) {
                // they are long
                val barrier = Barrier(2)
                val thread = ThreadCall { barrier.asBlockingBarrier().await() }
                var outcome: Result<Int>? = null
                val harasser = Thread { thread.thread.interrupt() }
                harasser.start()
                launchHere { outcome = runCatching { barrier.await() } }
                thread.thread.join()
                harasser.join()
                if (thread.returned) outcome?.isSuccess mustBe true
                outcome?.isFailure mustBe barrier.isBroken
            }
        }
    })

private const val INVOCATIONS = 25

/** A coroutine that runs wherever it is resumed. */
private fun launchHere(block: suspend () -> Unit) =
    CoroutineScope(Dispatchers.Unconfined).launch(start = UNDISPATCHED) { block() }

/** A thread that makes a call, and whether that returned or was interrupted. */
private class ThreadCall(call: () -> Unit) {
    @Volatile
    var returned = false
        private set

    val thread = Thread {
        try {
            call()
            returned = true
        } catch (_: InterruptedException) {
            // that is what we want to see
        }
    }.apply { start() }
}

/** Kotest's `shouldBe` would have Lincheck go through all of Kotlin's reflection. */
private infix fun Any?.mustBe(expected: Any?) = check(this == expected) { "$this must be $expected" }

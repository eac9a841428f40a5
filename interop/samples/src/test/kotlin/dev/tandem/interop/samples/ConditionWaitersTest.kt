package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

class ConditionWaitersTest :
    FunSpec({
        test(
            "threads and coroutines wait in one queue, and those who came first are woken, in any order among themselves",
        ) {
            val lines = linesOf(ConditionWaiters())
            lines.take(3) shouldContainExactly listOf("wake one", "thread-0 wakes up", "wake 2")
            // those who are woken together go on as fast as they get to run
            lines.subList(3, 5) shouldContainExactlyInAnyOrder listOf("coroutine-1 wakes up", "thread-2 wakes up")
            lines[5] shouldBe "wake all"
            lines.drop(6) shouldContainExactlyInAnyOrder
                listOf("coroutine-3 wakes up", "thread-4 wakes up", "coroutine-5 wakes up")
        }

        test("more are told to wake than wait") {
            linesOf(ConditionWaiters(), "--waiters", "2", "--several", "9") shouldContainExactly
                listOf("wake one", "thread-0 wakes up", "wake 9", "coroutine-1 wakes up", "wake all")
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

class EventWaitersTest :
    FunSpec({
        test("threads and coroutines wait, and all have it once it is set, by either") {
            val lines = linesOf(EventWaiters(), "--speed", "10", "--waiters", "2")
            val waiters = listOf("thread-0", "thread-1", "coroutine-0", "coroutine-1")
            val scenes = lines.chunked(9)
            scenes.map { it[0] } shouldBe listOf("set by a coroutine", "set by a thread")
            for (scene in scenes) {
                scene.subList(1, 5) shouldContainExactlyInAnyOrder waiters.map { "$it waiting for it ..." }
                scene.subList(5, 9) shouldContainExactlyInAnyOrder waiters.map { "$it ... got it!" }
            }
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe

class LockedCounterTest :
    FunSpec({
        test("nobody comes between a read and its write behind the lock, thread or coroutine") {
            val lines = linesOf(LockedCounter(), "--speed", "50").dropWhile { it != "behind a lock" }.drop(1)
            lines.last() shouldBe "5 threads and 5 coroutines counted to 10"
            val turns = lines.dropLast(1).chunked(2)
            val names = turns.map { it.first().substringBefore(' ') }
            names shouldContainExactlyInAnyOrder (0..4).flatMap { listOf("thread-$it", "coroutine-$it") }
            turns shouldContainExactly names.mapIndexed { i, name -> listOf("$name reads $i", "$name writes ${i + 1}") }
        }

        test("without a lock, threads and coroutines overwrite what others have written") {
            val lines = linesOf(LockedCounter()).takeWhile { it != "behind a lock" }
            lines.first() shouldBe "without a lock"
            lines.last().removePrefix("5 threads and 5 coroutines counted to ").toInt() shouldBeLessThan 10
        }

        test("interrupted at once, it ends") {
            linesOfInterrupted(LockedCounter(), "--tasks", "20", "--speed", "0.1").first() shouldBe "without a lock"
        }
    })

package dev.tandem.interop.samples

import dev.tandem.samples.SampleException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.util.SplittableRandom
import kotlin.streams.toList

class ReductionTest :
    FunSpec({
        fun numbers(count: Long) = SplittableRandom(1).longs(count, 1, 1_000_000_007).toArray().asList()

        fun children() = ProcessHandle.current().descendants().filter { it.isAlive }.toList().toSet()

        test("coroutines over processes come to the result of one thread, and leaves no process") {
            val before = children()
            val product = numbers(10_001).reduce { a, b -> a * b % 1_000_000_007 }
            val lines =
                linesOf(Reduction(), "--operator=product", "--numbers=10001", "--chunks=7", "--workers=2")
            val times = "in \\d+\\.\\d{3} s"
            lines shouldHaveSize 4
            lines[0] shouldBe "product of 10001 numbers in 7 chunks, 2 at once"
            lines[1] shouldMatch "one thread: $product $times"
            lines[2] shouldMatch "coroutines over processes: $product $times"
            lines[3] shouldBe "in chunks as in a row: $product"
            children() shouldBe before
        }

        test("one chunk is right by any operator") {
            val numbers = numbers(100)
            linesOf(Reduction(), "--operator=minus", "--numbers=100", "--chunks=1").last() shouldBe
                "in chunks as in a row: ${numbers.reduce { a, b -> a - b }}"
        }

        test("chunks under an operator that is not associative fail the sample") {
            shouldThrow<SampleException> { linesOf(Reduction(), "--operator=minus", "--numbers=1000", "--workers=1") }
                .message shouldMatch
                "minus is not associative: chunks give another result"
        }

        test("an interruption ends the processes that are at work for the coroutines") {
            val before = children()
            linesOfInterrupted(Reduction(), "--numbers=1000", "--workers=2") shouldHaveSize 2
            children() shouldBe before
        }
    })

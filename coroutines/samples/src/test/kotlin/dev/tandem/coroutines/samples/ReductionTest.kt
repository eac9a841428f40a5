package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldStartWith
import java.util.SplittableRandom

class ReductionTest :
    FunSpec({
        fun numbers(count: Long) = SplittableRandom(1).longs(count, 1, 1_000_000_007).toArray().asList()

        val results =
            mapOf(
                "sum" to numbers(10_001).sum(),
                "product" to numbers(10_001).reduce { a, b -> a * b % 1_000_000_007 },
                "max" to numbers(10_001).max(),
                "min" to numbers(10_001).min(),
                "xor" to numbers(10_001).reduce { a, b -> a xor b },
            )
        for ((operator, result) in results) {
            test("coroutines come to the $operator of one thread") {
                val lines = inRealTime(Reduction(), "--operator=$operator", "--numbers=10001", "--workers=3")
                val times = "in \\d+\\.\\d{3} s"
                lines shouldHaveSize 4
                lines[0] shouldBe "$operator of 10001 numbers in 8 chunks, 3 at once"
                lines[1] shouldMatch "one thread: $result $times"
                lines[2] shouldMatch "coroutines: $result $times"
                lines[3] shouldBe "in chunks as in a row: $result"
            }
        }

        test("chunks under an operator that is not associative fail the sample") {
            val failure =
                shouldThrow<SampleException> { inRealTime(Reduction(), "--operator=minus", "--numbers=1000") }
            failure.message shouldMatch
                "minus is not associative: chunks give another result"
        }

        test("an interruption ends it") {
            Player.interruptAtOnce(Reduction(), "--numbers=5000000") // so many that it cannot be done first
        }

        test("more chunks than numbers are refused") {
            shouldThrow<UsageException> { inRealTime(Reduction(), "--numbers=7") }.message shouldStartWith
                "--chunks must be from 1 to 7, not 8"
        }
    })

package dev.tandem.coroutines.samples

import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class IsPrimeTest :
    FunSpec({
        /** The primes as the JDK knows them. */
        fun primes(from: Long, count: Int): List<Long> =
            (from until from + count).filter { it.toBigInteger().isProbablePrime(50) }

        fun numbers(line: String, name: String): List<Long> {
            line shouldMatch "$name: \\[.*]"
            return line.substringAfter("[").removeSuffix("]").split(", ").map { it.toLong() }
        }

        test("one by one, the primes come in order; at once, they are the same in any order") {
            val lines = inRealTime(IsPrime(), "--speed", "50")
            val expected = primes(1_000_000_000_000_000, 500)
            numbers(lines[0], "Result 1") shouldBe expected
            numbers(lines[2], "Result 2") shouldContainExactlyInAnyOrder expected
        }

        test("more workers than processors find the same") {
            val lines = inRealTime(IsPrime(), "--from", "10000000000000", "--workers", "50")
            numbers(lines[2], "Result 2") shouldContainExactlyInAnyOrder primes(10_000_000_000_000, 500)
        }

        test("one worker finds them in order") {
            val lines = inRealTime(IsPrime(), "--from", "10000000000000", "--workers", "1")
            numbers(lines[2], "Result 2") shouldBe primes(10_000_000_000_000, 500)
        }

        test("times and the speed-up are printed") {
            val lines = inRealTime(IsPrime(), "--from", "100", "--count", "10")
            lines shouldHaveSize 5
            lines[1] shouldMatch "Took: \\d+\\.\\d\\d seconds\\."
            lines[3] shouldMatch "Took: \\d+\\.\\d\\d seconds\\."
            lines[4] shouldMatch "Speed-up: \\d+\\.\\d\\d"
        }

        test("small numbers are told right") {
            val lines = inRealTime(IsPrime(), "--from=-20", "--count", "1000")
            numbers(lines[0], "Result 1") shouldBe primes(0, 980)
            numbers(lines[2], "Result 2") shouldContainExactlyInAnyOrder primes(0, 980)
        }

        test("a range without primes gives none") {
            val lines = inRealTime(IsPrime(), "--from", "24", "--count", "5")
            lines[0] shouldBe "Result 1: []"
            lines[2] shouldBe "Result 2: []"
        }

        test("interrupted in the search at once, it ends") {
            Player.interruptAtOnce(IsPrime(), "--count", "300")
        }

        test("cancelled in the search one by one, it leaves at once") {
            Timetable.cancelled(0, IsPrime(), "--from", "9223372036854775783", "--count", "1").withoutTimes() shouldBe
                Timetable(emptyList(), 0)
        }

        val refusals =
            mapOf(
                "--count=0" to "--count must be at least 1, not 0",
                "--workers=-1" to "--workers must be from 1 to 1000, not -1",
                "--from=9223372036854775807" to
                    "--from must leave room for --count numbers below 2^63, and 9223372036854775807 does not",
            )
        for ((option, message) in refusals) {
            test("refuses $option by name") {
                shouldThrow<UsageException> { inRealTime(IsPrime(), option) }.message shouldBe message
            }
        }
    })

package dev.tandem.interop.samples

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
            val lines = linesOf(IsPrime(), "--from", "10000000000000", "--workers", "4")
            val expected = primes(10_000_000_000_000, 500)
            lines shouldHaveSize 5
            numbers(lines[0], "Result 1") shouldBe expected
            lines[1] shouldMatch "Took: \\d+\\.\\d\\d seconds\\."
            numbers(lines[2], "Result 2") shouldContainExactlyInAnyOrder expected
            lines[3] shouldMatch "Took: \\d+\\.\\d\\d seconds\\."
            lines[4] shouldMatch "Speed-up: \\d+\\.\\d\\d"
        }

        test("one worker finds the same") {
            val lines = linesOf(IsPrime(), "--from=-20", "--count", "1000", "--workers", "1")
            numbers(lines[2], "Result 2") shouldContainExactlyInAnyOrder primes(0, 980)
        }

        test("a range without primes gives none") {
            val lines = linesOf(IsPrime(), "--from", "24", "--count", "5")
            lines[0] shouldBe "Result 1: []"
            lines[2] shouldBe "Result 2: []"
        }

        test("an interruption ends the threads that are at work for the coroutines") {
            linesOfInterrupted(IsPrime(), "--count", "60").first() shouldMatch "Result 1: .*"
        }

        test("what cannot be searched is refused by name") {
            shouldThrow<UsageException> { linesOf(IsPrime(), "--count=0") }.message shouldBe
                "--count must be at least 1, not 0"
        }
    })

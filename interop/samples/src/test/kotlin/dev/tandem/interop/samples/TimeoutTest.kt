package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeGreaterThanOrEqualTo
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.measureTime

class TimeoutTest :
    FunSpec({
        fun scenes(end: String) = listOf(
            "a coroutine waits for a thread: $end",
            "still asleep: 0",
            "a thread waits for a coroutine: $end",
            "still asleep: 0",
        )

        test("an hour is too long for a second on either side, and the sleepers are gone afterwards") {
            val took = measureTime {
                linesOf(Timeout(), "--speed", "10") shouldContainExactly scenes("timeout!")
            }
            took shouldBeGreaterThanOrEqualTo 200.milliseconds // (1 + 1) s / 10
        }

        test("who wakes in time cheers") {
            linesOf(Timeout(), "--sleep", "0.01", "--timeout", "50") shouldContainExactly scenes("yay!")
        }

        test("no time at all is too short") {
            linesOf(Timeout(), "--timeout", "0") shouldContainExactly scenes("timeout!")
        }

        test("an interruption ends the sleeper, and is no timeout") {
            linesOfInterrupted(Timeout()).first() shouldBe scenes("timeout!").first() // and is given a second more
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeGreaterThanOrEqualTo
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

class ManualFutureTest :
    FunSpec({
        fun scenes(result: String) = listOf(
            "set by a thread: $result",
            "set by a coroutine: $result",
            "the coroutine gave up: nobody set the other future",
            "the thread gave up: nobody set the other future",
        )

        test("each side has what the other set, after its time, and gives up on what nobody sets") {
            val took = measureTime {
                linesOf(ManualFuture(), "--speed", "10") shouldContainExactly scenes("666")
            }
            took shouldBeGreaterThanOrEqualTo 1.seconds // (2 + 2 + 3 + 3) s / 10
        }

        test("the value is the one that was set, at once if it takes no time") {
            linesOf(ManualFuture(), "--result", "777", "--delay", "0", "--patience", "0") shouldContainExactly
                scenes("777")
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeGreaterThanOrEqualTo
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.measureTime

class WrapFutureTest :
    FunSpec({
        fun scenes(result: String) = listOf(
            "the pool gives $result",
            "the coroutine cancels: the future is cancelled: true",
            "the thread cancels: await throws CancellationException, and the coroutine goes on",
            "the function fails: await throws IOException: the disk is full",
            "the coroutine fails: get throws ExecutionException, caused by IOException: the network is down",
        )

        test("the result, cancellations and failures cross from either side to the other, after their time") {
            val took = measureTime {
                linesOf(WrapFuture(), "--speed", "20") shouldContainExactly scenes("SB")
            }
            took shouldBeGreaterThanOrEqualTo 100.milliseconds // 2 s / 20
        }

        test("the result is the function's, at once if it takes no time") {
            linesOf(WrapFuture(), "--result", "123", "--delay", "0") shouldContainExactly scenes("123")
        }

        test("an interruption ends the sample") {
            linesOfInterrupted(WrapFuture(), "--speed", "20").first() shouldBe scenes("SB").first()
        }
    })

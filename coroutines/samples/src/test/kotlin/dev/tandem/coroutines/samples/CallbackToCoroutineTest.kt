package dev.tandem.coroutines.samples

import dev.tandem.samples.Stage
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import picocli.CommandLine.ParameterException

@OptIn(ExperimentalCoroutinesApi::class)
class CallbackToCoroutineTest :
    FunSpec({
        timeout = 60_000

        test("callbacks and the coroutine come to the same result and the same errors, in the same time") {
            runTest {
                val recording = Stage.Recording(1.0)
                sample().perform(recording.stage())
                recording.lines() shouldBe SCENES
                // twice each: three steps; one, and the first of them fails; two; three
                currentTime shouldBe 2 * (300 + 100 + 200 + 300)
            }
        }

        test("comes to the same in real time") {
            inRealTime(CallbackToCoroutine(), "--speed", "50") shouldBe SCENES
        }

        test("an error that nobody planned arrives the same way") {
            inRealTime(CallbackToCoroutine(), "--latency=0", "--orders=2147483647,1").take(3) shouldBe
                listOf(
                    "nothing fails",
                    "  callbacks: ArithmeticException: integer overflow",
                    "  coroutine: ArithmeticException: integer overflow",
                )
        }

        test("sums the orders that it is given") {
            val lines = inRealTime(CallbackToCoroutine(), "--latency=0", "--orders=7,-2")
            lines[1] shouldBe "  callbacks: the orders come to 5"
            lines[2] shouldBe "  coroutine: the orders come to 5"
        }

        test("refuses an order that is no number") {
            shouldThrow<ParameterException> { inRealTime(CallbackToCoroutine(), "--orders", "10,x") }
                .message shouldContain "'x' is not an int"
        }

        test("a cancelled flow ends at once, as callbacks and as a coroutine") {
            for (startedSteps in listOf(1, 4)) {
                runTest {
                    val recording = Stage.Recording(1.0)
                    val flow = launch { sample().perform(recording.stage()) }
                    testScheduler.advanceTimeBy(startedSteps * 100L - 50)
                    runCurrent()
                    flow.cancelAndJoin()
                    recording.lines() shouldBe SCENES.take(1 + startedSteps / 4)
                    currentTime shouldBe startedSteps * 100L - 50
                }
            }
        }
    })

private val SCENES =
    listOf(
        "nothing fails",
        "  callbacks: the orders come to 60",
        "  coroutine: the orders come to 60",
        "log in fails",
        "  callbacks: IllegalStateException: cannot log in",
        "  coroutine: IllegalStateException: cannot log in",
        "load orders fails",
        "  callbacks: IllegalStateException: cannot load orders",
        "  coroutine: IllegalStateException: cannot load orders",
        "sum fails",
        "  callbacks: IllegalStateException: cannot sum",
        "  coroutine: IllegalStateException: cannot sum",
    )

/** The sample with the document's values. */
private fun sample() = CallbackToCoroutine().apply { commandLine(id()).parseArgs() }

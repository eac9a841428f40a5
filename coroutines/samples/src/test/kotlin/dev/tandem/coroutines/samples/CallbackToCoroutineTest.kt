package dev.tandem.coroutines.samples

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import picocli.CommandLine.ParameterException

class CallbackToCoroutineTest :
    FunSpec({
        timeout = 60_000

        test("callbacks and the coroutine come to the same result and the same errors, in the same time") {
            // twice each: three steps; one, and the first of them fails; two; three
            Timetable.of(CallbackToCoroutine()).withoutTimes() shouldBe Timetable(SCENES, 2 * (300 + 100 + 200 + 300))
        }

        test("comes to the same in real time") {
            inRealTime(CallbackToCoroutine(), "--speed", "50") shouldBe SCENES
        }

        test("an error that nobody planned arrives the same way") {
            inRealTime(CallbackToCoroutine(), "--latency=0", "--orders=2147483647,1").take(3) shouldBe
                listOf(
                    "nothing fails",
                    "  callbacks: integer overflow",
                    "  coroutine: integer overflow",
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
            Timetable.cancelled(50, CallbackToCoroutine()).withoutTimes() shouldBe Timetable(SCENES.take(1), 50)
            Timetable.cancelled(350, CallbackToCoroutine()).withoutTimes() shouldBe Timetable(SCENES.take(2), 350)
        }
    })

private val SCENES =
    listOf(
        "nothing fails",
        "  callbacks: the orders come to 60",
        "  coroutine: the orders come to 60",
        "log in fails",
        "  callbacks: cannot log in",
        "  coroutine: cannot log in",
        "load orders fails",
        "  callbacks: cannot load orders",
        "  coroutine: cannot load orders",
        "sum fails",
        "  callbacks: cannot sum",
        "  coroutine: cannot sum",
    )

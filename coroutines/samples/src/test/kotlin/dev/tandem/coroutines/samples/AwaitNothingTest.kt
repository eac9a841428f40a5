package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class AwaitNothingTest :
    FunSpec({
        val lines = listOf("0 1", "2000 end, the response is: kotlin.Unit")

        test("a sleep gives nothing, after its time") {
            Timetable.of(AwaitNothing()).lines shouldContainExactly lines
        }

        test("a sleep gives nothing in real time") {
            inRealTime(AwaitNothing(), "--speed", "50") shouldContainExactly lines.withoutTimes()
        }

        test("a cancelled sleep gives nothing, not even that") {
            val timetable = Timetable.cancelled(1000, AwaitNothing())
            timetable.lines shouldContainExactly lines.take(1)
            timetable.end shouldBe 1000
        }

        test("what is no time is refused") {
            refusal(AwaitNothing(), "--delay=2s") shouldBe
                "await-nothing: Invalid value for option '--delay': " +
                "'2s' is not a number of seconds such as 2 or 0.5. Try 'await-nothing --help'."
        }
    })

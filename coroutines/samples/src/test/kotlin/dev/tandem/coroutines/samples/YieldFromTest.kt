package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class YieldFromTest :
    FunSpec({
        val lines = listOf("0 1", "0 3", "2000 2", "2000 4")

        test("each gives way to the other where it sleeps") {
            Timetable.of(YieldFrom()).lines shouldContainExactly lines
        }

        test("each gives way to the other in real time") {
            inRealTime(YieldFrom(), "--speed", "50") shouldContainExactly lines.withoutTimes()
        }

        test("cancelled, neither goes on") {
            val timetable = Timetable.cancelled(1000, YieldFrom())
            timetable.lines shouldContainExactly lines.take(2)
            timetable.end shouldBe 1000
        }

        test("what is no time is refused") {
            refusal(YieldFrom(), "--delay=2s") shouldBe
                "yield-from: Invalid value for option '--delay': " +
                "'2s' is not a number of seconds such as 2 or 0.5. Try 'yield-from --help'."
        }
    })

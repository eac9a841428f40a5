package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class TimeoutTest :
    FunSpec({
        test("an hour is too long for a second, and the sleeper is gone afterwards") {
            val timetable = Timetable.of(Timeout())
            timetable.lines shouldContainExactly at(1000, "timeout!", "still asleep: 0")
            timetable.end shouldBe 1000 // and not the hour that a sleeper left behind would sleep
        }

        test("an hour is too long in real time") {
            inRealTime(Timeout(), "--speed", "50") shouldContainExactly listOf("timeout!", "still asleep: 0")
        }

        test("who wakes in time cheers") {
            val timetable = Timetable.of(Timeout(), "--sleep", "0.5")
            timetable.lines shouldContainExactly at(500, "yay!", "still asleep: 0")
            timetable.end shouldBe 500
        }

        test("no time at all is too short") {
            Timetable.of(Timeout(), "--timeout", "0").lines shouldContainExactly at(0, "timeout!", "still asleep: 0")
        }

        test("cancelling the wait ends the sleeper, and is no timeout") {
            val timetable = Timetable.cancelled(500, Timeout())
            timetable.lines.shouldBeEmpty()
            timetable.end shouldBe 500
        }

        test("what is no time is refused") {
            refusal(Timeout(), "--timeout=-1") shouldBe
                "timeout: Invalid value for option '--timeout': " +
                "'-1' is not a number of seconds such as 2 or 0.5. Try 'timeout --help'."
        }
    })

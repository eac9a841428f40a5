package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class TryLockTest :
    FunSpec({
        val lines =
            listOf(
                "0 first has the lock",
                "0 second does something else",
                "1000 second does something else",
                "1500 first gives the lock back",
                "2000 second has the lock",
            )

        test("the second does something else until the first gives the lock back") {
            val timetable = Timetable.of(TryLock())
            timetable.lines shouldContainExactly lines
            timetable.end shouldBe 2000
        }

        test("the same in real time") {
            inRealTime(TryLock(), "--speed", "2") shouldContainExactly lines.withoutTimes()
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(700, TryLock()) shouldBe Timetable(lines.take(2), 700)
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(TryLock(), "--hold", "86400")
        }

        test("a time to hold the lock that is none is refused") {
            refusal(TryLock(), "--hold", "long") shouldBe
                "try-lock: Invalid value for option '--hold': " +
                "'long' is not a number of seconds such as 2 or 0.5. Try 'try-lock --help'."
        }
    })

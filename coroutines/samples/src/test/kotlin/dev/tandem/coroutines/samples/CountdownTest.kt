package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class CountdownTest :
    FunSpec({
        val sideBySide =
            listOf(
                at(0, "Start thread:AAA", "Start thread:BBB"),
                at(500, "ThreadAAA counting down:5 ..."),
                at(1000, "ThreadAAA counting down:4 ...", "ThreadBBB counting down:5 ..."),
                at(1500, "ThreadAAA counting down:3 ..."),
                at(2000, "ThreadAAA counting down:2 ...", "ThreadBBB counting down:4 ..."),
                at(2500, "ThreadAAA counting down:1 ..."),
                at(2500, "End thread:AAA"),
                at(3000, "ThreadBBB counting down:3 ..."),
                at(4000, "ThreadBBB counting down:2 ..."),
                at(5000, "ThreadBBB counting down:1 ..."),
                at(5000, "End thread:BBB"),
                at(5000, "Finished."),
            )

        test("the workers count side by side, and take as long as the slower one") {
            val timetable = Timetable.of(Countdown())
            timetable.lines.shouldBeGroups(sideBySide)
            timetable.end shouldBe 5000
        }

        test("the workers count side by side in real time") {
            inRealTime(Countdown(), "--speed", "4")
                .shouldBeGroups(sideBySide.map { it.withoutTimes() })
        }

        test("the workers and the first number can be chosen") {
            Timetable
                .of(Countdown(), "--worker", "a=b=0.1", "--worker", "c=0.3", "--from=1")
                .lines
                .shouldBeGroups(
                    listOf(
                        at(0, "Start thread:a=b", "Start thread:c"),
                        at(100, "Threada=b counting down:1 ..."),
                        at(100, "End thread:a=b"),
                        at(300, "Threadc counting down:1 ..."),
                        at(300, "End thread:c"),
                        at(300, "Finished."),
                    ),
                )
        }

        test("a cancelled countdown counts no further") {
            val timetable = Timetable.cancelled(700, Countdown())
            timetable.lines.drop(2) shouldContainExactly at(500, "ThreadAAA counting down:5 ...")
            timetable.end shouldBe 700
        }

        test("a countdown from zero is refused") {
            refusal(Countdown(), "--from", "0") shouldBe
                "countdown: --from must be at least 1, not 0. The countdown ends at 1, wherever it begins."
        }

        test("a worker without a name is refused") {
            refusal(Countdown(), "--worker", "=1") shouldBe
                "countdown: Invalid value for option '--worker' (NAME=SECONDS): " +
                "'=1' is not a name and a number of seconds such as AAA=0.5. Try 'countdown --help'."
        }

        test("a negative delay is refused") {
            refusal(Countdown(), "--worker", "AAA=-1") shouldBe
                "countdown: Invalid value for option '--worker' (NAME=SECONDS): " +
                "'-1' is not a number of seconds such as 2 or 0.5. Try 'countdown --help'."
        }
    })

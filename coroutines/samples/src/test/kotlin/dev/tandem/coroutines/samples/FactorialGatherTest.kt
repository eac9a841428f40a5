package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class FactorialGatherTest :
    FunSpec({
        val steps =
            listOf(
                at(
                    0,
                    "Task A: Compute factorial(2)...",
                    "Task B: Compute factorial(2)...",
                    "Task C: Compute factorial(2)...",
                ),
                at(
                    1000,
                    "Task A: factorial(2) = 2",
                    "Task B: Compute factorial(3)...",
                    "Task C: Compute factorial(3)...",
                ),
                at(2000, "Task B: factorial(3) = 6", "Task C: Compute factorial(4)..."),
                at(3000, "Task C: factorial(4) = 24"),
            )

        test("the tasks take their steps side by side, a step a second") {
            Timetable.of(FactorialGather()).lines.shouldBeGroups(steps)
        }

        test("the tasks take their steps side by side in real time") {
            inRealTime(FactorialGather(), "--speed", "10")
                .shouldBeGroups(steps.map { it.withoutTimes() })
        }

        test("a factorial past 64 bits is exact") {
            Timetable.of(FactorialGather(), "--task", "D=25").lines.last() shouldBe
                "24000 Task D: factorial(25) = 15511210043330985984000000"
        }

        test("the factorials of zero and one take no step") {
            Timetable
                .of(FactorialGather(), "--task", "Z=0,O=1")
                .lines
                .shouldBeGroups(listOf(at(0, "Task Z: factorial(0) = 1", "Task O: factorial(1) = 1")))
        }

        test("cancelled tasks take no further step") {
            val timetable = Timetable.cancelled(500, FactorialGather(), "--task", "C=4")
            timetable.lines shouldContainExactly at(0, "Task C: Compute factorial(2)...")
            timetable.end shouldBe 500
        }

        test("a negative number is refused") {
            refusal(FactorialGather(), "--task", "A=-2") shouldBe
                "factorial-gather: Invalid value for option '--task' (NAME=N): " +
                "'A=-2' is not a name and a number from 0 to 9999 such as A=2. Try 'factorial-gather --help'."
        }
    })

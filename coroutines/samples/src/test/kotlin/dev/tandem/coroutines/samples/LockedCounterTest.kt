package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class LockedCounterTest :
    FunSpec({
        fun counting(tasks: Int) =
            List(tasks) { i -> listOf("task-$i reads $i", "task-$i writes ${i + 1}") }.flatten() +
                "$tasks tasks counted to $tasks"

        test("nobody comes between a task's reading and its writing") {
            Timetable.of(LockedCounter()).withoutTimes() shouldBe Timetable(counting(5), 500)
        }

        test("many tasks count one after another, first come, first served") {
            Timetable.of(LockedCounter(), "--tasks", "100").withoutTimes() shouldBe Timetable(counting(100), 10_000)
        }

        test("counts in real time") {
            inRealTime(LockedCounter(), "--speed", "50") shouldBe counting(5)
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, LockedCounter()).withoutTimes() shouldBe Timetable(listOf("task-0 reads 0"), 0)
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(LockedCounter(), "--tasks", "1000")
        }

        test("refuses to run no task at all") {
            refusal(LockedCounter(), "--tasks", "0") shouldBe
                "lock: Invalid value for option '--tasks': '0' is not a whole number of at least 1." +
                " Try 'lock --help'."
        }

        test("refuses a number of tasks that is none") {
            refusal(LockedCounter(), "--tasks", "many")
        }
    })

package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class LockedCounterTest :
    FunSpec({
        fun withoutLock(tasks: Int) =
            listOf("without a lock") + List(tasks) { "task-$it reads 0" } + List(tasks) { "task-$it writes 1" } +
                "$tasks tasks counted to 1"

        fun behindLock(tasks: Int) = listOf("behind a lock") +
            List(tasks) { i -> listOf("task-$i reads $i", "task-$i writes ${i + 1}") }.flatten() +
            "$tasks tasks counted to $tasks"

        fun counting(tasks: Int) = withoutLock(tasks) + behindLock(tasks)

        test("tasks overwrite what others have written, until a lock lets nobody come between reading and writing") {
            Timetable.of(LockedCounter()).withoutTimes() shouldBe Timetable(counting(5), 600)
        }

        test("many tasks count one after another, first come, first served") {
            Timetable.of(LockedCounter(), "--tasks", "100").withoutTimes() shouldBe Timetable(counting(100), 10_100)
        }

        test("counts in real time") {
            inRealTime(LockedCounter(), "--speed", "50") shouldBe counting(5)
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, LockedCounter()).withoutTimes() shouldBe Timetable(withoutLock(5).take(6), 0)
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

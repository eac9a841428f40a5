package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class PoolStatesTest :
    FunSpec({
        test("five of ten tasks run and five wait, all on one thread") {
            val timetable = Timetable.of(PoolStates())
            timetable.lines.shouldBeGroups(
                listOf(
                    at(0, "running: [0, 1, 2, 3, 4]"),
                    at(0, "waiting: [5, 6, 7, 8, 9]"),
                    at(1000, "0", "1", "2", "3", "4"),
                    at(2000, "5", "6", "7", "8", "9"),
                    at(2000, "values: ${List(10) { 123 }}"),
                    at(2000, "threads: 1"),
                ),
            )
            timetable.end shouldBe 2000
        }

        test("no task waits where all may run") {
            Timetable.of(PoolStates(), "--tasks", "2", "--workers", "3").lines.shouldBeGroups(
                listOf(
                    at(0, "running: [0, 1]"),
                    at(0, "waiting: []"),
                    at(1000, "0", "1"),
                    at(1000, "values: [123, 123]"),
                    at(1000, "threads: 1"),
                ),
            )
        }

        test("cancelled, no task ends") {
            Timetable.cancelled(500, PoolStates()).lines.size shouldBe 2
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(PoolStates(), "--sleep", "3600")
        }

        test("refuses a limit of none") {
            refusal(PoolStates(), "--workers", "0") shouldBe
                "pool-states: Invalid value for option '--workers': '0' is not a whole number of at least 1." +
                " Try 'pool-states --help'."
        }
    })

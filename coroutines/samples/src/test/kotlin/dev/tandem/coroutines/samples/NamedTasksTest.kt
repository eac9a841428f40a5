package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class NamedTasksTest :
    FunSpec({
        val bothDone =
            listOf(
                "0 start",
                "0 end",
                "0 1",
                "0 1",
                "2000 2",
                "2000 2",
                "2000 done: [n1 result='return value', n2 result='return value']",
                "2000 pending: []",
            )

        test("both tasks run at once and are done") {
            Timetable.of(NamedTasks()).lines shouldContainExactly bothDone
        }

        test("both tasks are done in real time") {
            inRealTime(NamedTasks(), "--speed", "50") shouldContainExactly bothDone.withoutTimes()
        }

        test("a timeout tells the done from the pending, which are ended") {
            val timetable = Timetable.of(NamedTasks(), "--tasks", "n1=2,n2=3600", "--timeout", "20")
            timetable.lines shouldContainExactly
                bothDone.take(5) + listOf("20000 done: [n1 result='return value']", "20000 pending: [n2]")
            timetable.end shouldBe 20_000
        }

        test("a timeout that is not needed is not waited for") {
            Timetable.of(NamedTasks(), "--timeout", "20").lines shouldContainExactly bothDone
        }

        test("without any time all are pending") {
            val timetable = Timetable.of(NamedTasks(), "--tasks", "slow=3600", "--timeout", "0")
            timetable.lines.filter { it != "0 1" } shouldContainExactly
                listOf("0 start", "0 end", "0 done: []", "0 pending: [slow]")
            timetable.end shouldBe 0
        }

        test("cancelling the wait ends the tasks") {
            val timetable = Timetable.cancelled(1000, NamedTasks())
            timetable.lines shouldContainExactly bothDone.take(4)
            timetable.end shouldBe 1000
        }

        test("what is no time is refused") {
            refusal(NamedTasks(), "--tasks", "n1=2,n2=soon") shouldBe
                "named-tasks: Invalid value for option '--tasks' (NAME=SECONDS): " +
                "'soon' is not a number of seconds such as 2 or 0.5. Try 'named-tasks --help'."
        }
    })

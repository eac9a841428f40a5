package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.doubles.shouldBeGreaterThanOrEqual
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith

class SemaphorePermitsTest :
    FunSpec({
        val works = Regex("(task-\\d+) works, (\\d+) inside")

        fun requireEveryTaskOnce(lines: List<String>, permits: Int) {
            val names =
                lines.map { line ->
                    val (name, inside) = works.matchEntire(line).shouldNotBeNull().destructured
                    inside.toInt() shouldBeInRange 1..permits
                    name
                }
            names shouldContainExactlyInAnyOrder lines.indices.map { "task-$it" }
        }

        test("thirty tasks work in three rounds of ten") {
            val (lines, milliseconds) = Timetable.of(SemaphorePermits()).withoutTimes()
            lines shouldHaveSize 31
            lines.take(10) shouldBe List(10) { "task-$it works, ${it + 1} inside" }
            requireEveryTaskOnce(lines.take(30), 10)
            lines.last() shouldStartWith "30 tasks, never more than 10 inside, took "
            milliseconds shouldBe 3_000
        }

        test("with one permit the tasks work one after another") {
            val (lines, milliseconds) = Timetable.of(SemaphorePermits(), "--permits=1", "--tasks=20").withoutTimes()
            lines.take(20) shouldBe List(20) { "task-$it works, 1 inside" }
            lines.last() shouldStartWith "20 tasks, never more than 1 inside, took "
            milliseconds shouldBe 20_000
        }

        test("with a permit for each, all work at once") {
            val (lines, milliseconds) = Timetable.of(SemaphorePermits(), "--permits", "40").withoutTimes()
            lines.take(30) shouldBe List(30) { "task-$it works, ${it + 1} inside" }
            lines.last() shouldStartWith "30 tasks, never more than 30 inside, took "
            milliseconds shouldBe 1_000
        }

        test("says how long it really took") {
            val lines = inRealTime(SemaphorePermits(), "--speed", "10")
            requireEveryTaskOnce(lines.take(30), 10)
            val summary = Regex("30 tasks, never more than 10 inside, took (\\d+\\.\\d\\d) s")
            val (took) = summary.matchEntire(lines[30]).shouldNotBeNull().destructured
            took.toDouble() shouldBeGreaterThanOrEqual 0.30
            took.toDouble() shouldBeLessThan 3.0
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, SemaphorePermits()).withoutTimes() shouldBe
                Timetable(List(10) { "task-$it works, ${it + 1} inside" }, 0)
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(SemaphorePermits(), "--tasks", "500")
        }

        test("refuses a semaphore without permits") {
            refusal(SemaphorePermits(), "--permits", "0") shouldBe
                "semaphore: Invalid value for option '--permits': '0' is not a whole number of at least 1." +
                " Try 'semaphore --help'."
        }

        test("refuses to run no task at all") {
            refusal(SemaphorePermits(), "--tasks", "0")
        }
    })

package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

class FactorsQueueTest :
    FunSpec({
        val results =
            listOf(
                "Positive factors of 1 are: 1",
                "Positive factors of 10 are: 1 2 5 10",
                "Positive factors of 4 are: 1 2 4",
                "Positive factors of 3 are: 1 3",
            )

        test("three workers take a number each, and the first to be free takes the fourth") {
            val timetable = Timetable.of(FactorsQueue())
            FactorsRun.shouldBeShared(timetable.lines.withoutTimes(), results)
            FactorsRun.shouldBeTimed(timetable)
        }

        test("the workers share the numbers in real time") {
            FactorsRun.shouldBeShared(inRealTime(FactorsQueue(), "--speed", "10"), results)
        }

        test("what came first is handled first") {
            FactorsRun.withoutRules(Timetable.of(FactorsQueue(), "--worker", "A").lines) shouldContainExactly
                listOf("0 Starting thread A.") +
                results.mapIndexed { second, result -> "${second * 1000} $result" } +
                listOf("4000 Exiting thread A.", "4000 Done.")
        }

        test("workers leave an empty queue without waiting") {
            val events = FactorsRun.withoutRules(Timetable.of(FactorsQueue(), "--number", "6").lines)
            events.last() shouldBe "1000 Done."
            events.filter { "Starting" !in it }.dropLast(1) shouldContainExactlyInAnyOrder
                listOf("0 Positive factors of 6 are: 1 2 3 6") +
                listOf("0 Exiting thread B.", "0 Exiting thread C.", "1000 Exiting thread A.")
        }

        test("cancelled workers take nothing more") {
            val timetable = Timetable.cancelled(500, FactorsQueue(), "--worker", "A")
            FactorsRun.withoutRules(timetable.lines) shouldContainExactly
                listOf("0 Starting thread A.", "0 Positive factors of 1 are: 1")
            timetable.end shouldBe 500
        }

        test("a number without factors is refused") {
            refusal(FactorsQueue(), "--number", "4,0") shouldBe
                "factors-queue: --number must be from 1 to 10000000, not 0. " +
                "Factors are tried one by one, from 1 to the number."
        }

        test("a worker without a name is refused") {
            refusal(FactorsQueue(), "--worker", "A,,B") shouldBe
                "factors-queue: --worker must name the worker, not ''. An example: --worker A."
        }
    })

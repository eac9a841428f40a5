package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class FactorsPriorityTest :
    FunSpec({
        val results =
            listOf(
                "Positive factors of 3 are: 1 3",
                "Positive factors of 10 are: 1 2 5 10",
                "Positive factors of 4 are: 1 2 4",
                "Positive factors of 1 are: 1",
            )

        test("three workers take the lowest scores, and the first to be free takes the highest") {
            val timetable = Timetable.of(FactorsPriority())
            FactorsRun.shouldBeShared(timetable.lines.withoutTimes(), results)
            FactorsRun.shouldBeTimed(timetable)
        }

        test("the workers share the numbers in real time") {
            FactorsRun.shouldBeShared(inRealTime(FactorsPriority(), "--speed", "10"), results)
        }

        test("the lowest score is handled first") {
            FactorsRun.withoutRules(Timetable.of(FactorsPriority(), "--worker", "A").lines) shouldContainExactly
                listOf("0 Starting thread A.") +
                results.mapIndexed { second, result -> "${second * 1000} $result" } +
                listOf("4000 Exiting thread A.", "4000 Done.")
        }

        test("equal scores are handled in the order of their arrival") {
            val numbers = "19=7,17=7,13=7,11=7,7=7,5=7,3=7,2=7,23=-1"
            FactorsRun
                .withoutRules(Timetable.of(FactorsPriority(), "--worker=A", "--number=$numbers").lines.withoutTimes())
                .filter { it.startsWith("Positive") }
                .map { it.split(" ")[3].toInt() } shouldContainExactly listOf(23, 19, 17, 13, 11, 7, 5, 3, 2)
        }

        test("a number without a score is refused") {
            refusal(FactorsPriority(), "--number", "10") shouldBe
                "factors-priority: Invalid value for option '--number' (N=SCORE): " +
                "'10' is not a number and a score such as 10=1. Try 'factors-priority --help'."
        }

        test("a number without factors is refused") {
            refusal(FactorsPriority(), "--number", "-4=1") shouldBe
                "factors-priority: --number must be from 1 to 10000000, not -4. " +
                "Factors are tried one by one, from 1 to the number."
        }
    })

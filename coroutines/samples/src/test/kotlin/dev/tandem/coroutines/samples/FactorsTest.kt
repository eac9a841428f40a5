package dev.tandem.coroutines.samples

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

/** Both samples that drain a queue of numbers: first in, first out, and lowest score first. */
class FactorsTest :
    FunSpec({
        val drains =
            listOf(
                Drain(
                    "what came first is handled first",
                    ::FactorsQueue,
                    listOf(
                        "Positive factors of 1 are: 1",
                        "Positive factors of 10 are: 1 2 5 10",
                        "Positive factors of 4 are: 1 2 4",
                        "Positive factors of 3 are: 1 3",
                    ),
                ),
                Drain(
                    "the lowest score is handled first",
                    ::FactorsPriority,
                    listOf(
                        "Positive factors of 3 are: 1 3",
                        "Positive factors of 10 are: 1 2 5 10",
                        "Positive factors of 4 are: 1 2 4",
                        "Positive factors of 1 are: 1",
                    ),
                ),
            )

        for ((rule, sample, results) in drains) {
            test("three workers take a number each, and the first to be free takes the fourth: $rule") {
                val events = withoutRules(Timetable.of(sample()).lines)
                events.shouldBeGroups(shared(results))
                events.withoutTimes().filter { it.startsWith("Positive") } shouldContainExactly results
            }

            test("the workers share the numbers in real time: $rule") {
                val events = withoutRules(inRealTime(sample(), "--speed", "10"))
                events.shouldBeGroups(shared(results).map { it.withoutTimes() })
                events.filter { it.startsWith("Positive") } shouldContainExactly results
            }

            test(rule) {
                withoutRules(Timetable.of(sample(), "--worker", "A").lines) shouldContainExactly
                    listOf("0 Starting thread A.") +
                    results.mapIndexed { second, result -> "${second * 1000} $result" } +
                    listOf("4000 Exiting thread A.", "4000 Done.")
            }
        }

        test("equal scores are handled in the order of their arrival") {
            val numbers = "19=7,17=7,13=7,11=7,7=7,5=7,3=7,2=7,23=-1"
            withoutRules(Timetable.of(FactorsPriority(), "--worker=A", "--number=$numbers").lines.withoutTimes())
                .filter { it.startsWith("Positive") }
                .map { it.split(" ")[3].toInt() } shouldContainExactly listOf(23, 19, 17, 13, 11, 7, 5, 3, 2)
        }

        test("workers leave an empty queue without waiting") {
            withoutRules(Timetable.of(FactorsQueue(), "--number", "6").lines).shouldBeGroups(
                listOf(
                    at(0, "Positive factors of 6 are: 1 2 3 6", "Exiting thread B.", "Exiting thread C.") +
                        at(0, "Starting thread A.", "Starting thread B.", "Starting thread C."),
                    at(1000, "Exiting thread A."),
                    at(1000, "Done."),
                ),
            )
        }

        test("cancelled workers take nothing more") {
            val timetable = Timetable.cancelled(500, FactorsQueue(), "--worker", "A")
            withoutRules(timetable.lines) shouldContainExactly
                at(0, "Starting thread A.", "Positive factors of 1 are: 1")
            timetable.end shouldBe 500
        }

        test("a number without factors is refused") {
            refusal(FactorsQueue(), "--number", "4,0") shouldBe
                "factors-queue: --number must be from 1 to 10000000, not 0. " +
                "Factors are tried one by one, from 1 to the number."
            refusal(FactorsPriority(), "--number", "-4=1") shouldBe
                "factors-priority: --number must be from 1 to 10000000, not -4. " +
                "Factors are tried one by one, from 1 to the number."
        }

        test("a number without a score is refused") {
            refusal(FactorsPriority(), "--number", "10") shouldBe
                "factors-priority: Invalid value for option '--number' (N=SCORE): " +
                "'10' is not a number and a score such as 10=1. Try 'factors-priority --help'."
        }

        test("a worker without a name is refused") {
            refusal(FactorsQueue(), "--worker", "A,,B") shouldBe
                "factors-queue: --worker must name the worker, not ''. An example: --worker A."
        }
    })

/** A sample, the rule of its order, and the results of the document's four numbers in this order. */
private data class Drain(val rule: String, val sample: () -> SuspendingSample, val results: List<String>)

/** What three workers print: one takes the last number a second later, while the others leave. */
private fun shared(results: List<String>) = listOf(
    at(0, "Starting thread A.", "Starting thread B.", "Starting thread C.", *results.take(3).toTypedArray()),
    at(1000, results[3], "Exiting thread B.", "Exiting thread C."),
    at(2000, "Exiting thread A."),
    at(2000, "Done."),
)

/** Gives the lines without the rules, having checked that each result, and nothing else, has one under it. */
private fun withoutRules(lines: List<String>): List<String> {
    val rule = "_".repeat(20)
    lines.first().endsWith(rule) shouldBe false
    (lines + "end").zipWithNext { line, next ->
        withClue({ "a rule under each result, and nowhere else: $lines" }) {
            next.endsWith(rule) shouldBe line.contains("Positive factors of ")
        }
    }
    return lines.filterNot { it.endsWith(rule) }
}

package dev.tandem.coroutines.samples

import io.kotest.assertions.withClue
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe

/** The lines of three workers who take four numbers, checked as they came. */
object FactorsRun {
    private val rule = "_".repeat(20)

    /** Gives the lines without the rules, having checked that each result, and nothing else, has one under it. */
    fun withoutRules(lines: List<String>): List<String> {
        lines.first().endsWith(rule) shouldBe false
        (lines + "end").zipWithNext { line, next ->
            withClue({ "a rule under each result, and nowhere else: $lines" }) {
                next.endsWith(rule) shouldBe line.contains("Positive factors of ")
            }
        }
        return lines.filterNot { it.endsWith(rule) }
    }

    /**
     * Asserts that A, B and C each took one of the first three numbers, one of them the last number a second later,
     * while the others left, and that this one left last.
     *
     * @param results the four results, in the order in which the numbers leave the queue
     */
    fun shouldBeShared(lines: List<String>, results: List<String>) {
        val events = withoutRules(lines)
        withClue({ "played as $lines" }) {
            events shouldHaveSize 11
            events.filter { it.startsWith("Positive") } shouldContainExactly results
            startsShouldComeBeforeResults(events.take(6))
            events.subList(6, 9) shouldContain results[3]
            events.subList(6, 10).filter { it.startsWith("Exiting") } shouldContainExactlyInAnyOrder
                listOf("Exiting thread A.", "Exiting thread B.", "Exiting thread C.")
            events.last() shouldBe "Done."
        }
    }

    /** Asserts when three workers started, took the last number, and left. */
    fun shouldBeTimed(timetable: Timetable) {
        val times = withoutRules(timetable.lines).map { it.substringBefore(' ').toInt() }
        times shouldContainExactly List(6) { 0 } + List(3) { 1000 } + List(2) { 2000 }
        timetable.end shouldBe 2000
    }

    private fun startsShouldComeBeforeResults(events: List<String>) {
        events.filter { it.startsWith("Starting") } shouldContainExactlyInAnyOrder
            listOf("Starting thread A.", "Starting thread B.", "Starting thread C.")
        events.runningFold(0) { free, event -> if (event.startsWith("Starting")) free + 1 else free - 1 }
            .forEach { free -> free shouldBeGreaterThanOrEqual 0 }
    }
}

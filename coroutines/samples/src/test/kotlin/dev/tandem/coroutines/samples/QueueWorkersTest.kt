package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.doubles.shouldBeGreaterThanOrEqual
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.util.Random
import kotlin.math.ceil

class QueueWorkersTest :
    FunSpec({
        /** How long the items take, as the sample draws it. */
        fun sleeps(seed: Long, items: Int): List<Double> = Random(seed).let { random ->
            List(items) { 0.05 + 0.95 * random.nextDouble() }
        }

        fun slept(worker: Int, seconds: Double) = "worker-%d has slept for %.2f seconds".format(worker, seconds)

        /** What workers print who take the next item when they are free, and when they are done. */
        fun play(sleeps: List<Double>, workers: Int): Pair<List<String>, Double> {
            val free = DoubleArray(workers)
            val ends =
                sleeps.map { sleep ->
                    val worker = free.indices.minBy { free[it] }
                    free[worker] += sleep
                    free[worker] to slept(worker, sleep)
                }
            return ends.sortedBy { it.first }.map { it.second } to free.max()
        }

        fun figure(pattern: String, line: String): Double {
            val (figure) = Regex(pattern).matchEntire(line).shouldNotBeNull().destructured
            return figure.toDouble()
        }

        test("three workers share the items, each taking the next when it is free") {
            val (lines, milliseconds) = Timetable.of(QueueWorkers()).withoutTimes()
            val (expected, seconds) = play(sleeps(1, 20), 3)
            lines.take(20) shouldBe expected
            lines[20] shouldBe "===="
            lines[21] shouldMatch "3 workers slept in parallel for \\d+\\.\\d\\d seconds"
            lines[22] shouldBe "total expected sleep time: %.2f seconds".format(sleeps(1, 20).sum())
            lines shouldHaveSize 23
            // a virtual clock rounds each delay up to a millisecond
            milliseconds shouldBeInRange ceil(seconds * 1_000).toLong().let { it..it + 20 }
        }

        test("one worker takes the items in their order") {
            Timetable.of(QueueWorkers(), "--workers", "1").withoutTimes().lines.take(20) shouldBe
                sleeps(1, 20).map { slept(0, it) }
        }

        test("workers without an item go home as well") {
            Timetable.of(QueueWorkers(), "--workers", "30").withoutTimes().lines.take(20) shouldBe
                play(sleeps(1, 20), 30).first
        }

        test("another seed gives other times") {
            Timetable.of(QueueWorkers(), "--workers", "1", "--seed", "7").withoutTimes().lines.take(20) shouldBe
                sleeps(7, 20).map { slept(0, it) }
        }

        test("the document's twenty items are slept in parallel, in real time") {
            val lines = inRealTime(QueueWorkers(), "--speed", "10")
            lines shouldHaveSize 23
            lines.take(20).map { it.substringAfter(" ") } shouldContainExactlyInAnyOrder
                sleeps(1, 20).map { slept(0, it / 10).substringAfter(" ") }
            val parallel = figure("3 workers slept in parallel for (\\S+) seconds", lines[21])
            val total = figure("total expected sleep time: (\\S+) seconds", lines[22])
            total shouldBe (sleeps(1, 20).sum() / 10 plusOrMinus 0.01)
            parallel shouldBeGreaterThanOrEqual total / 3 - 0.01
            parallel shouldBeLessThan total
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, QueueWorkers()).withoutTimes() shouldBe Timetable(emptyList(), 0)
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(QueueWorkers(), "--items", "1000")
        }

        test("refuses to run without workers") {
            refusal(QueueWorkers(), "--workers", "0") shouldBe
                "queue-workers: Invalid value for option '--workers': '0' is not a whole number of at least 1." +
                " Try 'queue-workers --help'."
        }

        test("refuses a range that is none") {
            refusal(QueueWorkers(), "--shortest", "2") shouldBe
                "queue-workers: --shortest 2.0 and --longest 1.0 are no range of times." +
                " Give seconds from 0 to 3600, the shortest first."
            for (longest in listOf("-1", "NaN", "Infinity")) {
                refusal(QueueWorkers(), "--longest", longest)
            }
        }
    })

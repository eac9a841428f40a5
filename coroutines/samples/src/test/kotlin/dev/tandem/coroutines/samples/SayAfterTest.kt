package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.doubles.shouldBeGreaterThanOrEqual
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.shouldBe
import java.time.Duration
import java.time.LocalTime

class SayAfterTest :
    FunSpec({
        fun List<String>.masked() = map {
            it.replace(Regex("\\d\\d:\\d\\d:\\d\\d$"), "TIME").replace(Regex("\\d+\\.\\d\\d s$"), "N s")
        }

        val words =
            listOf(
                "0 in sequence",
                "0 started at TIME",
                "1000 hello",
                "3000 world",
                "3000 finished at TIME",
                "3000 took N s",
                "3000 as tasks",
                "3000 started at TIME",
                "4000 hello",
                "5000 world",
                "5000 finished at TIME",
                "5000 took N s",
            )

        test("a sequence takes as long as the sum, tasks as long as the longest") {
            Timetable.of(SayAfter()).lines.masked() shouldContainExactly words
        }

        test("hello comes before world in real time, and the times are told") {
            val lines = inRealTime(SayAfter(), "--speed", "10")
            lines.masked() shouldContainExactly words.withoutTimes()
            val (sequence, tasks) = listOf(5, 11).map { lines[it].removeSurrounding("took ", " s").toDouble() }
            sequence shouldBeGreaterThanOrEqual 0.3
            tasks shouldBeGreaterThanOrEqual 0.2
        }

        test("tasks speak in the order of their delays") {
            val lines = Timetable.of(SayAfter(), "--word", "late=4", "--word", "early=1").lines
            lines.subList(2, 4) shouldContainExactly listOf("4000 late", "5000 early")
            lines.subList(8, 10) shouldContainExactly listOf("6000 early", "9000 late")
        }

        test("the times of day are those of the start and the end") {
            val lines = inRealTime(SayAfter(), "--word", "word=1.1")
            val started = LocalTime.parse(lines[1].removePrefix("started at "))
            val finished = LocalTime.parse(lines[3].removePrefix("finished at "))
            Duration.between(started, finished).seconds.mod(86_400L) shouldBeInRange 1L..29L
        }

        test("a cancelled run says nothing more") {
            Timetable.cancelled(1500, SayAfter()).lines.masked() shouldContainExactly words.take(3)
            Timetable.cancelled(4500, SayAfter()).lines.masked() shouldContainExactly words.take(9)
        }

        test("a word that is there twice is refused") {
            refusal(SayAfter(), "--word", "hello=1,world=2,hello=3") shouldBe
                "say-after: --word names 'hello' twice. Each needs a name of its own."
        }

        test("a word without a delay is refused") {
            refusal(SayAfter(), "--word", "hello") shouldBe
                "say-after: Invalid value for option '--word' (WORD=SECONDS): " +
                "'hello' is not a name and a number of seconds such as AAA=0.5. Try 'say-after --help'."
        }
    })

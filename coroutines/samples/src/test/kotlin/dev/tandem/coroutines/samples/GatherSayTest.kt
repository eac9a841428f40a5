package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class GatherSayTest :
    FunSpec({
        val lines =
            listOf(at(0, "start"), at(1000, "Hello from 1", "Hello from 2"), at(1000, "exit"))

        test("both speak after a second, in any order, between start and exit") {
            val timetable = Timetable.of(GatherSay())
            timetable.lines.shouldBeGroups(lines)
            timetable.end shouldBe 1000
        }

        test("both speak in real time") {
            inRealTime(GatherSay(), "--speed", "50").shouldBeGroups(lines.map { it.withoutTimes() })
        }

        test("many take as long as one") {
            val names = (1..100).map { "n$it" }
            val timetable = Timetable.of(GatherSay(), "--speaker", names.joinToString(","), "--delay", "0.3")
            val greetings = names.map { "300 Hello from $it" }
            timetable.lines.shouldBeGroups(listOf(at(0, "start"), greetings, at(300, "exit")))
        }

        test("cancelled speakers say nothing") {
            val timetable = Timetable.cancelled(999, GatherSay())
            timetable.lines shouldContainExactly at(0, "start")
            timetable.end shouldBe 999
        }

        test("a delay that is no plain number is refused") {
            refusal(GatherSay(), "--delay", "1e5") shouldBe
                "gather-say: Invalid value for option '--delay': " +
                "'1e5' is not a number of seconds such as 2 or 0.5. Try 'gather-say --help'."
        }
    })

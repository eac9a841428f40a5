package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class LazyCoroutineTest :
    FunSpec({
        val lines = listOf("called twice: nothing has run", "1", "started once: it has run once")

        test("a call runs nothing, starting it does, and the call that nobody starts never runs") {
            val timetable = Timetable.of(LazyCoroutine())
            timetable.lines.withoutTimes() shouldContainExactly lines
            timetable.end shouldBe 0
        }

        test("a call runs nothing in real time either") {
            inRealTime(LazyCoroutine()) shouldContainExactly lines
        }

        test("an unknown option is refused") {
            refusal(LazyCoroutine(), "--delay", "1") shouldBe
                "lazy-coroutine: Unknown options: '--delay', '1'. Try 'lazy-coroutine --help'."
        }
    })

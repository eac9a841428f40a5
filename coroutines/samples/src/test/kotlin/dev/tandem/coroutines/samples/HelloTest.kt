package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class HelloTest :
    FunSpec({
        test("says hello, then waits a second") {
            Timetable.of(Hello()) shouldBe Timetable(at(0, "hello"), 1_000)
        }

        test("says hello in real time") {
            inRealTime(Hello(), "--speed", "100") shouldBe listOf("hello")
        }
    })

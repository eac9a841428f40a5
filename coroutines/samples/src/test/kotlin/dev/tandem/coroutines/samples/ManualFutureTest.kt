package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class ManualFutureTest :
    FunSpec({
        val gaveUp = "gave up: nobody set the other future"

        test("one future is set after two seconds, and the other given up on after three more") {
            Timetable.of(ManualFuture()).lines shouldContainExactly listOf("2000 666", "5000 $gaveUp")
        }

        test("one future is set in real time, and the other given up on") {
            inRealTime(ManualFuture(), "--speed", "50") shouldContainExactly listOf("666", gaveUp)
        }

        test("the value is the one that was set") {
            Timetable.of(ManualFuture(), "--result", "777").lines.first() shouldBe "2000 777"
        }

        test("without patience the second is given up on at once") {
            Timetable.of(ManualFuture(), "--delay", "0", "--patience", "0").lines shouldContainExactly
                listOf("0 666", "0 $gaveUp")
        }

        test("cancelling the wait for the first future ends its setter") {
            val timetable = Timetable.cancelled(1000, ManualFuture())
            timetable.lines.shouldBeEmpty()
            timetable.end shouldBe 1000
        }

        test("the wait for what nobody sets can be cancelled") {
            val timetable = Timetable.cancelled(4000, ManualFuture())
            timetable.lines shouldContainExactly listOf("2000 666")
            timetable.end shouldBe 4000
        }

        test("what is no time is refused") {
            refusal(ManualFuture(), "--patience=ever") shouldBe
                "manual-future: Invalid value for option '--patience': " +
                "'ever' is not a number of seconds such as 2 or 0.5. Try 'manual-future --help'."
        }
    })

package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

class BarrierPhasesTest :
    FunSpec({
        fun all(workers: Int, does: String) = List(workers) { "worker-$it $does" }

        test("all begin a phase together, and all learn that one left") {
            val (lines, end) = Timetable.of(BarrierPhases())
            lines.take(3) shouldContainExactlyInAnyOrder all(3, "begins phase 1").map { "0 $it" }
            lines.subList(3, 6) shouldContainExactlyInAnyOrder all(3, "begins phase 2").map { "100 $it" }
            lines[6] shouldBe "200 worker-2 leaves"
            lines.drop(7) shouldContainExactlyInAnyOrder all(2, "learns that somebody left").map { "200 $it" }
            end shouldBe 200
        }

        test("many workers go through many phases in real time") {
            val lines = inRealTime(BarrierPhases(), "--workers=20", "--phases=30", "--speed=1000").chunked(20)
            for (phase in 1..30) {
                lines[phase - 1] shouldContainExactlyInAnyOrder all(20, "begins phase $phase")
            }
            lines[30] shouldContainExactlyInAnyOrder all(19, "learns that somebody left") + "worker-19 leaves"
            lines[30].first() shouldBe "worker-19 leaves"
        }

        test("who works alone waits for nobody") {
            Timetable.of(BarrierPhases(), "--workers", "1", "--phases", "1").withoutTimes().lines shouldContainExactly
                listOf("worker-0 begins phase 1", "worker-0 leaves")
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, BarrierPhases()).end shouldBe 0
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(BarrierPhases(), "--phases", "1000000")
        }

        test("refuses to have nobody work") {
            refusal(BarrierPhases(), "--workers", "0") shouldBe
                "barrier: Invalid value for option '--workers': '0' is not a whole number of at least 1." +
                " Try 'barrier --help'."
        }
    })

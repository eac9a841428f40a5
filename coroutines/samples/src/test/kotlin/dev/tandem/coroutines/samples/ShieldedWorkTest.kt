package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class ShieldedWorkTest :
    FunSpec({
        test("what the cancelled caller called ends with it, but for what is behind the shield") {
            val (lines, end) = Timetable.of(ShieldedWork())
            lines shouldContainExactly
                at(0, "without a shield", "storing ...") +
                at(500, "the caller is cancelled", "with a shield", "storing ...") +
                at(1000, "the caller is cancelled") + at(1500, "... stored")
            end shouldBe 1500
        }

        test("so it is in real time") {
            inRealTime(ShieldedWork(), "--speed", "2") shouldContainExactly
                listOf(
                    "without a shield",
                    "storing ...",
                    "the caller is cancelled",
                    "with a shield",
                    "storing ...",
                    "the caller is cancelled",
                    "... stored",
                )
        }

        test("cancelled as a whole, not even the shielded work goes on") {
            Timetable.cancelled(1200, ShieldedWork()).end shouldBe 1200
        }
    })

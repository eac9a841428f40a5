package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class NewtonTest :
    FunSpec({
        test("both find the root, and the workers gain nothing") {
            val lines = inRealTime(Newton())
            lines shouldHaveSize 3
            lines.take(2) shouldBe listOf("alone: 1.414214", "4 workers: 1.414214")
            lines[2] shouldMatch "speed-up: 0\\.\\d\\d"
        }

        test("the number, the steps and the workers can be chosen") {
            inRealTime(Newton(), "--number=144", "--workers=2", "--steps=50").take(2) shouldBe
                listOf("alone: 12.000000", "2 workers: 12.000000")
        }

        test("refuses a number without a root") {
            refusal(Newton(), "--number=-1") shouldBe
                "newton: --number must be a positive number, not -1.0. Try '--number 2'."
        }
    })

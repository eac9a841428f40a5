package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class BlockTheLoopTest :
    FunSpec({
        test("a blocking call stops the coroutines of its thread, and those of no other") {
            val lines = linesOf(BlockTheLoop())
            lines shouldHaveSize 2
            lines[0] shouldBe "on the loop: 0 ticks"
            lines[1] shouldMatch "on an executor: [1-9]\\d* ticks"
        }

        test("an interruption ends the loop") {
            linesOfInterrupted(BlockTheLoop(), "--block", "2") shouldBe listOf("on the loop: 0 ticks")
        }
    })

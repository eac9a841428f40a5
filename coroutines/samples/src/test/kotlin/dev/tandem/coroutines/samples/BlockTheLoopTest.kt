package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class BlockTheLoopTest :
    FunSpec({
        test("a blocking call stops the clock of its thread, and of no other") {
            val lines = inRealTime(BlockTheLoop())
            lines shouldHaveSize 2
            lines[0] shouldBe "on the loop: 0 ticks"
            lines[1] shouldMatch "on an executor: [1-9]\\d* ticks"
        }

        test("an interruption ends the call on the executor") {
            Player.play(BlockTheLoop(), "--block", "2") {
                nextLine() shouldBe "on the loop: 0 ticks"
                interrupt()
            }
        }

        test("what is no time is refused") {
            refusal(BlockTheLoop(), "--block=long") shouldBe
                "block-the-loop: Invalid value for option '--block': " +
                "'long' is not a number of seconds such as 2 or 0.5. Try 'block-the-loop --help'."
        }
    })

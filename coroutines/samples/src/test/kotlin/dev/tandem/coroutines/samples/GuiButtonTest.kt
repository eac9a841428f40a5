package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class GuiButtonTest :
    FunSpec({
        test("a job on the event thread holds up a click, and one on a thread of its own does not") {
            inRealTime(GuiButton(), "--speed", "2") shouldBe
                listOf(
                    "the job on the event thread",
                    "button: working ...",
                    "button: done",
                    "another click is answered",
                    "the job on a thread of its own",
                    "button: working ...",
                    "another click is answered",
                    "button: done",
                )
        }

        test("interrupted while the event thread is frozen, it ends") {
            Player.play(GuiButton(), "--job", "86400") {
                nextLine()
                nextLine()
                interrupt()
            }
        }

        test("interrupted at once, it ends") {
            Player.interruptAtOnce(GuiButton(), "--job", "86400")
        }

        test("a job that takes no time is refused") {
            refusal(GuiButton(), "--job", "long") shouldBe
                "gui-button: Invalid value for option '--job': " +
                "'long' is not a number of seconds such as 2 or 0.5. Try 'gui-button --help'."
        }
    })

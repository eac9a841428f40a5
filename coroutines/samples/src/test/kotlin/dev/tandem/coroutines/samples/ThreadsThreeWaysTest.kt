package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class ThreadsThreeWaysTest :
    FunSpec({
        test("all three work at once, and nothing is left of them") {
            inRealTime(ThreadsThreeWays()).shouldBeGroups(
                listOf(
                    listOf(
                        "launch works",
                        "async works",
                        "executor works",
                        "4 alive: [main, launch, async, executor]",
                    ),
                    listOf("1 alive: [main]"),
                ),
            )
        }

        test("interrupted at once, it ends") {
            Player.interruptAtOnce(ThreadsThreeWays(), "--work", "86400")
        }

        test("work that takes no time is refused") {
            refusal(ThreadsThreeWays(), "--work", "-1") shouldBe
                "threads-three-ways: Invalid value for option '--work': " +
                "'-1' is not a number of seconds such as 2 or 0.5. Try 'threads-three-ways --help'."
        }
    })

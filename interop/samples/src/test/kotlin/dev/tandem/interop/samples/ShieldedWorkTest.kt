package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class ShieldedWorkTest :
    FunSpec({
        test("what a cancelled caller called ends with it, on either side, but for what is behind a shield") {
            linesOf(ShieldedWork(), "--speed", "2") shouldContainExactly
                """
                without a shield
                a thread stores ...
                the caller is cancelled
                a coroutine stores ...
                the caller is cancelled
                with a shield
                a thread stores ...
                the caller is cancelled
                ... stored
                a coroutine stores ...
                the caller is cancelled
                ... stored
                """.trimIndent().lines()
        }

        test("an interruption ends the sample, and what it began") {
            linesOfInterrupted(ShieldedWork()) shouldContainExactly listOf("without a shield")
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe

class LockedFileTest :
    FunSpec({
        test("additions are lost without a lock, and none behind one, in one process and between two") {
            val lines = linesOf(LockedFile())
            lines shouldHaveSize 4
            lines.chunked(2).zip(listOf("a coroutine and a thread", "two processes")) { (unguarded, guarded), writers ->
                unguarded.removePrefix("unguarded, $writers count to ").toInt() shouldBeInRange 1..9
                guarded shouldBe "guarded, $writers count to 10"
            }
        }

        test("interrupted, it ends") {
            linesOfInterrupted(LockedFile(), "--speed", "0.1") shouldHaveSize 1
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

class BarrierPhasesTest :
    FunSpec({
        fun all(workers: Int, does: String) =
            List(workers) { if (it % 2 == 0) "thread-$it $does" else "coroutine-$it $does" }

        fun requirePhases(lines: List<String>, workers: Int, phases: Int) {
            // the last worker may leave before another has said that it begins the last phase
            val (begun, ended) = lines.partition { " begins phase " in it }
            begun.chunked(workers).forEachIndexed { i, phase ->
                phase shouldContainExactlyInAnyOrder all(workers, "begins phase ${i + 1}")
            }
            begun.size shouldBe workers * phases
            ended.first() shouldBe all(workers, "leaves").last()
            ended.drop(1) shouldContainExactlyInAnyOrder all(workers - 1, "learns that somebody left")
        }

        test("threads and coroutines begin each phase together, and all learn that one left") {
            requirePhases(linesOf(BarrierPhases()), workers = 3, phases = 2)
        }

        test("a coroutine may be the one that leaves, after many phases") {
            requirePhases(
                linesOf(BarrierPhases(), "--workers=20", "--phases=30", "--speed=1000"),
                workers = 20,
                phases = 30,
            )
        }

        test("a thread that works alone waits for nobody") {
            linesOf(BarrierPhases(), "--workers", "1", "--phases", "1") shouldContainExactly
                listOf("thread-0 begins phase 1", "thread-0 leaves")
        }

        test("an interruption ends them all") {
            linesOfInterrupted(BarrierPhases(), "--phases", "1000000")
        }
    })

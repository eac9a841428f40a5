package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.string.shouldStartWith

class CpuBoundTest :
    FunSpec({
        timeout = 60_000

        test("coroutines on one thread and on several give the same answers") {
            inRealTime(CpuBound(), "--times", "4", "--workers", "2")
                .map { it.replace(Regex("\\d+\\.\\d\\d"), "N") } shouldContainExactly
                listOf(
                    "is_prime(112272535095293), 4 times, 2 at once",
                    "coroutines, one thread, cost: N seconds (and N to start)",
                    "coroutines, cost: N seconds (and N to start)",
                    "4 of 4 are prime",
                )
        }

        test("an interruption ends the coroutines") {
            Player.play(CpuBound(), "--number=9223372036854775783", "--times=1000") {
                nextLine() shouldStartWith "is_prime("
                interrupt()
            }
        }
    })

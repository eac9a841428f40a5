package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import picocli.CommandLine.ParameterException

class CooperativePrimesTest :
    FunSpec({
        /** The square of a prime just above 100001, where a test gives way for the first time. */
        val givesWayOnce = "10000600009"

        val documented =
            listOf(
                "Processing 9637529763296797...",
                "Processing 427920331...",
                "427920331 is a prime number.",
                "Processing 157...",
                "157 is a prime number.",
                "9637529763296797 is a prime number.",
            )

        suspend fun play(numbers: String) = inRealTime(CooperativePrimes(), "--numbers=$numbers")

        test("the long task gives way to the short ones") {
            inRealTime(CooperativePrimes(), "--speed", "50") shouldBe documented
        }

        test("the same on a virtual clock, which does not move") {
            Timetable.of(CooperativePrimes()).withoutTimes() shouldBe Timetable(documented, 0)
        }

        test("two long tasks take turns") {
            play("$givesWayOnce,$givesWayOnce,10000000019,9") shouldBe
                listOf(
                    "Processing 10000600009...",
                    "Processing 10000600009...",
                    "Processing 10000000019...",
                    "10000000019 is a prime number.",
                    "Processing 9...",
                    "9 is not a prime number.",
                    "10000600009 is not a prime number.",
                    "10000600009 is not a prime number.",
                )
        }

        test("a task that needs no second turn does not give way") {
            play("427920331,$givesWayOnce") shouldBe
                listOf(
                    "Processing 427920331...",
                    "427920331 is a prime number.",
                    "Processing 10000600009...",
                    "10000600009 is not a prime number.",
                )
        }

        test("small numbers are told right") {
            play("-7,0,1,2,3,4,5,6,7,8,9,10,11,25,49")
                .filter { it.endsWith(" is a prime number.") }
                .map { it.substringBefore(" ") } shouldBe listOf("2", "3", "5", "7", "11")
        }

        test("everything happens on the caller's thread") {
            val printers = mutableSetOf<Thread>()
            val sample = CooperativePrimes()
            val stage = sample.stageFor("--numbers", "$givesWayOnce,157")
            CapturedOutput.start { printers += Thread.currentThread() }.use { sample.run(stage) }
            printers shouldBe setOf(Thread.currentThread())
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(CooperativePrimes(), "--numbers", "9223372036854775783,157")
        }

        test("a number past 64 bits is refused by name") {
            val message = shouldThrow<ParameterException> { play("157,9223372036854775808") }.message
            message shouldContain "--numbers"
            message shouldContain "9223372036854775808"
        }
    })

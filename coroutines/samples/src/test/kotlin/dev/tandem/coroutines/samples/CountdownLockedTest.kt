package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class CountdownLockedTest :
    FunSpec({
        val inTurn =
            listOf(
                "0 Start thread:AAA",
                "0 Start thread:BBB",
                "500 ThreadAAA counting down:5 ...",
                "1000 ThreadAAA counting down:4 ...",
                "1500 ThreadAAA counting down:3 ...",
                "2000 ThreadAAA counting down:2 ...",
                "2500 ThreadAAA counting down:1 ...",
                "2500 End thread:AAA",
                "3500 ThreadBBB counting down:5 ...",
                "4500 ThreadBBB counting down:4 ...",
                "5500 ThreadBBB counting down:3 ...",
                "6500 ThreadBBB counting down:2 ...",
                "7500 ThreadBBB counting down:1 ...",
                "7500 End thread:BBB",
                "7500 number of live workers -> 1",
                "7500 current worker -> main",
                "7500 all live workers -> [main]",
                "7500 Finished.",
            )

        test("the first worker ends before the second counts, their times add up, and only the caller is left") {
            Timetable.of(CountdownLocked()).lines shouldContainExactly inTurn
        }

        test("the workers take turns in real time") {
            inRealTime(CountdownLocked(), "--speed", "50") shouldContainExactly inTurn.withoutTimes()
        }

        test("a worker with no delay is served after the one that came before it") {
            Timetable.of(CountdownLocked(), "--worker", "a=3,b=0", "--from", "1").lines.take(6) shouldContainExactly
                listOf(
                    "0 Start thread:a",
                    "0 Start thread:b",
                    "3000 Threada counting down:1 ...",
                    "3000 End thread:a",
                    "3000 Threadb counting down:1 ...",
                    "3000 End thread:b",
                )
        }

        test("a cancelled countdown counts no further, and nobody else gets the lock") {
            val timetable = Timetable.cancelled(700, CountdownLocked())
            timetable.lines shouldContainExactly inTurn.take(3)
            timetable.end shouldBe 700
        }

        test("a countdown from zero is refused") {
            refusal(CountdownLocked(), "--from", "-3") shouldBe
                "countdown-locked: --from must be at least 1, not -3. The countdown ends at 1, wherever it begins."
        }
    })

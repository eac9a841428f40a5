package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class AwaitSequenceTest :
    FunSpec({
        val lines =
            listOf(
                "0 inside the caller",
                "0 start",
                "2000 end",
                "2000 request done, the result is: return value",
            )

        test("the caller goes on once it has the value") {
            Timetable.of(AwaitSequence()).lines shouldContainExactly lines
        }

        test("the caller goes on in real time") {
            inRealTime(AwaitSequence(), "--speed", "50") shouldContainExactly lines.withoutTimes()
        }

        test("the value and the delay can be chosen") {
            Timetable.of(AwaitSequence(), "--value", "42", "--delay", "0.5").lines.last() shouldBe
                "500 request done, the result is: 42"
        }

        test("a cancelled caller does not wait for the value") {
            val timetable = Timetable.cancelled(1000, AwaitSequence())
            timetable.lines shouldContainExactly lines.take(2)
            timetable.end shouldBe 1000
        }

        test("what is no time is refused") {
            refusal(AwaitSequence(), "--delay=2s") shouldBe
                "await-sequence: Invalid value for option '--delay': " +
                "'2s' is not a number of seconds such as 2 or 0.5. Try 'await-sequence --help'."
        }
    })

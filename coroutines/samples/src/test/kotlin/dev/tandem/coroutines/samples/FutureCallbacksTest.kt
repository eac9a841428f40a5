package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class FutureCallbacksTest :
    FunSpec({
        val documented =
            listOf(
                "a callback that is called at once",
                "asking has returned",
                "called at once, on completer",
                "completing has returned",
                "called at once, on asker",
                "asking has returned",
                "a callback that is scheduled",
                "asking has returned",
                "completing has returned",
                "called later, by the loop",
                "asking has returned",
                "called later, by the loop",
            )

        test("one callback is called at once, by who completes or asks, and the other is scheduled") {
            Timetable.of(FutureCallbacks()).withoutTimes() shouldBe Timetable(documented, 0)
        }

        test("nor is it otherwise in real time") {
            inRealTime(FutureCallbacks()) shouldBe documented
        }
    })

package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class EventWaitersTest :
    FunSpec({
        fun waiting(waiters: Int) = List(waiters) { "waiting for it ..." } + "1" + List(waiters) { "... got it!" }

        test("the waiter goes on once the event is set, after a second") {
            Timetable.of(EventWaiters()).withoutTimes() shouldBe Timetable(waiting(1), 1_000)
        }

        test("every waiter goes on") {
            Timetable.of(EventWaiters(), "--waiters", "3").withoutTimes() shouldBe Timetable(waiting(3), 1_000)
        }

        test("waits in real time") {
            inRealTime(EventWaiters(), "--speed", "50", "--waiters", "3") shouldBe waiting(3)
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, EventWaiters()).withoutTimes() shouldBe Timetable(listOf("waiting for it ..."), 0)
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(EventWaiters())
        }

        test("refuses to have nobody wait") {
            refusal(EventWaiters(), "--waiters", "-1") shouldBe
                "event: Invalid value for option '--waiters': '-1' is not a whole number of at least 1." +
                " Try 'event --help'."
        }
    })

package dev.tandem.coroutines.samples

import dev.tandem.samples.Stage
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf

class EventWaitersTest :
    FunSpec({
        fun waiting(waiters: Int) = List(waiters) { "waiting for it ..." } + "1" + List(waiters) { "... got it!" }

        test("the waiter goes on once the event is set, after a second") {
            rehearse(EventWaiters()) shouldBe Rehearsal(waiting(1), 1_000)
        }

        test("every waiter goes on") {
            rehearse(EventWaiters(), "--waiters", "3") shouldBe Rehearsal(waiting(3), 1_000)
        }

        test("waits in real time") {
            Stage.Recording.of(EventWaiters(), "--speed", "50", "--waiters", "3") shouldBe waiting(3)
        }

        test("cancelled, it leaves at once") {
            rehearseCancelled(EventWaiters()) shouldBe Rehearsal(listOf("waiting for it ..."), 0)
        }

        test("interrupted, it ends") {
            interrupted(EventWaiters()).shouldBeInstanceOf<InterruptedException>()
        }

        test("refuses to have nobody wait") {
            execute(EventWaiters(), "--waiters", "-1") shouldBe
                Ending(
                    2,
                    "event: Invalid value for option '--waiters': '-1' is not a whole number of at least 1." +
                        " Try 'event --help'.",
                )
        }
    })

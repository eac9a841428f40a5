package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class ConditionWaitersTest :
    FunSpec({
        fun woken(waiters: IntRange) = waiters.map { "waiter-$it wakes up" }

        val documented =
            listOf("6 waiting", "wake one") + woken(0..0) + "wake 2" + woken(1..2) + "wake all" + woken(3..5)

        test("wakes one, then several, then all, in the order in which they came") {
            Timetable.of(ConditionWaiters()).withoutTimes() shouldBe Timetable(documented, 0)
        }

        test("wakes no more than there are") {
            Timetable.of(ConditionWaiters(), "--waiters", "2", "--several", "5").withoutTimes().lines shouldBe
                listOf("2 waiting", "wake one") + woken(0..0) + "wake 5" + woken(1..1) + "wake all"
        }

        test("keeps the order of many waiters") {
            Timetable.of(ConditionWaiters(), "--waiters", "100", "--several", "50").withoutTimes().lines shouldBe
                listOf("100 waiting", "wake one") + woken(0..0) + "wake 50" + woken(1..50) + "wake all" +
                woken(51..99)
        }

        test("wakes them in real time") {
            inRealTime(ConditionWaiters(), "--speed", "50") shouldBe documented
        }

        test("refuses to have nobody wait") {
            refusal(ConditionWaiters(), "--waiters", "0") shouldBe
                "condition: Invalid value for option '--waiters': '0' is not a whole number of at least 1." +
                " Try 'condition --help'."
        }

        test("refuses to wake nobody") {
            refusal(ConditionWaiters(), "--several", "0")
        }
    })

package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class AccountWithdrawalsTest :
    FunSpec({
        val documented =
            listOf(
                "ta withdraw money successfully",
                "ta balance 200",
                "tb withdraw money successfully",
                "tb balance -600",
                "unguarded, the balance ends at -600",
                "ta withdraw money successfully",
                "ta balance 200",
                "tb withdrawal failure insufficient balance",
                "guarded, the balance ends at 200",
            )

        test("unguarded, the balance ends below zero; guarded, the second is refused") {
            Timetable.of(AccountWithdrawals()).withoutTimes() shouldBe Timetable(documented, 200)
        }

        test("the same in real time, every time") {
            repeat(20) { inRealTime(AccountWithdrawals(), "--speed", "50") shouldBe documented }
        }

        test("who asks for more than there is gets nothing") {
            val refusals =
                listOf("ta withdrawal failure insufficient balance", "tb withdrawal failure insufficient balance")
            Timetable.of(AccountWithdrawals(), "--amount", "1001").withoutTimes() shouldBe
                Timetable(
                    refusals + "unguarded, the balance ends at 1000" + refusals + "guarded, the balance ends at 1000",
                    0,
                )
        }

        test("who asks for half at most is never refused") {
            val withdrawals =
                listOf(
                    "ta withdraw money successfully",
                    "ta balance 500",
                    "tb withdraw money successfully",
                    "tb balance 0",
                )
            Timetable.of(AccountWithdrawals(), "--amount", "500").withoutTimes() shouldBe
                Timetable(
                    withdrawals + "unguarded, the balance ends at 0" + withdrawals + "guarded, the balance ends at 0",
                    300,
                )
        }

        test("cancelled, it leaves at once") {
            Timetable.cancelled(0, AccountWithdrawals()).withoutTimes() shouldBe Timetable(emptyList(), 0)
        }

        test("interrupted, it ends") {
            Player.interruptAtOnce(AccountWithdrawals(), "--speed", "0.1")
        }

        test("refuses to withdraw nothing") {
            refusal(AccountWithdrawals(), "--amount", "0") shouldBe
                "account: Invalid value for option '--amount': '0' is not a whole number of at least 1." +
                " Try 'account --help'."
        }

        test("refuses a balance that is no number") {
            refusal(AccountWithdrawals(), "--balance", "1e3")
        }
    })

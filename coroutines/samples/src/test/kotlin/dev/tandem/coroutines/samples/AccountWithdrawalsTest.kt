package dev.tandem.coroutines.samples

import dev.tandem.samples.Stage
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf

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
            rehearse(AccountWithdrawals()) shouldBe Rehearsal(documented, 200)
        }

        test("the same in real time, every time") {
            repeat(20) { Stage.Recording.of(AccountWithdrawals(), "--speed", "50") shouldBe documented }
        }

        test("the same when the delay is sped up to nothing") {
            repeat(1_000) { Stage.Recording.of(AccountWithdrawals(), "--speed", "1e9") shouldBe documented }
        }

        test("who asks for more than there is gets nothing") {
            val refusals =
                listOf("ta withdrawal failure insufficient balance", "tb withdrawal failure insufficient balance")
            rehearse(AccountWithdrawals(), "--amount", "1001") shouldBe
                Rehearsal(
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
            rehearse(AccountWithdrawals(), "--amount", "500") shouldBe
                Rehearsal(
                    withdrawals + "unguarded, the balance ends at 0" + withdrawals + "guarded, the balance ends at 0",
                    300,
                )
        }

        test("cancelled, it leaves at once") {
            rehearseCancelled(AccountWithdrawals()) shouldBe Rehearsal(emptyList(), 0)
        }

        test("interrupted, it ends") {
            interrupted(AccountWithdrawals(), "--speed", "0.1").shouldBeInstanceOf<InterruptedException>()
        }

        test("refuses to withdraw nothing") {
            execute(AccountWithdrawals(), "--amount", "0") shouldBe
                Ending(
                    2,
                    "account: Invalid value for option '--amount': '0' is not a whole number of at least 1." +
                        " Try 'account --help'.",
                )
        }

        test("refuses a balance that is no number") {
            execute(AccountWithdrawals(), "--balance", "1e3").code shouldBe 2
        }
    })

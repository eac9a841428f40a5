package dev.tandem.coroutines.samples

import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.yield
import picocli.CommandLine.Option
import java.io.PrintStream
import kotlin.time.Duration.Companion.milliseconds

/**
 * Nothing else runs while a coroutine does not suspend, but when it suspends between looking at the balance and taking
 * money from it, the balance may change meanwhile; until a mutex makes both one step.
 */
@CatalogueEntry(id = "account", title = "Withdraw twice at once, without a lock and with one", documents = ["002"])
class AccountWithdrawals : SuspendingSample() {
    @Option(
        names = ["--balance"],
        paramLabel = "N",
        defaultValue = "1000",
        converter = [AtLeastOne::class],
        description = ["What is in the account (default: \${DEFAULT-VALUE})."],
    )
    private var balance = 0

    @Option(
        names = ["--amount"],
        paramLabel = "N",
        defaultValue = "800",
        converter = [AtLeastOne::class],
        description = ["What each of the two withdraws (default: \${DEFAULT-VALUE})."],
    )
    private var amount = 0

    override suspend fun perform(stage: Stage) {
        println("unguarded, the balance ends at ${unguarded(stage)}")
        println("guarded, the balance ends at ${guarded(stage)}")
    }

    private suspend fun unguarded(stage: Stage): Int {
        val account = Account(balance, System.out)
        twiceAtOnce { name -> draw(account, name, stage) }
        return account.balance
    }

    private suspend fun guarded(stage: Stage): Int {
        val account = Account(balance, System.out)
        val mutex = Mutex()
        twiceAtOnce { name -> mutex.withLock { draw(account, name, stage) } }
        return account.balance
    }

    private suspend fun twiceAtOnce(draw: suspend (String) -> Unit) = coroutineScope {
        launch { draw("ta") }
        launch { draw("tb") }
    }

    private suspend fun draw(account: Account, name: String, stage: Stage) {
        if (account.balance >= amount) {
            stage.delay(BETWEEN_CHECK_AND_WITHDRAWAL)
            yield() // a delay sped up to nothing would not suspend
            account.withdraw(amount, name)
        } else {
            println("$name withdrawal failure insufficient balance")
        }
    }

    /** Its method does not suspend, which helps nobody who suspends before calling it. */
    private class Account(balance: Int, private val out: PrintStream) {
        var balance = balance
            private set

        fun withdraw(amount: Int, name: String) {
            out.println("$name withdraw money successfully")
            balance -= amount
            out.println("$name balance $balance")
        }
    }

    private companion object {
        val BETWEEN_CHECK_AND_WITHDRAWAL = 100.milliseconds
    }
}

fun main(args: Array<String>) = AccountWithdrawals().launch(*args)

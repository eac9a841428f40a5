package dev.tandem.coroutines.samples

import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.seconds

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

    override suspend fun perform(stage: Stage) = main(balance, amount, stage.scaled(0.1))

    // snippet: lesson
    class Account(var balance: Int) {
        val lock = Mutex()
    }

    suspend fun draw(name: String, account: Account, amount: Int, seconds: Double) {
        if (account.balance >= amount) {
            delay(seconds.seconds) // the other looks at the balance meanwhile
            println("$name withdraw money successfully")
            account.balance -= amount // never at the same time: runBlocking, which calls main, has one thread
            println("$name balance ${account.balance}")
        } else {
            println("$name withdrawal failure insufficient balance")
        }
    }

    suspend fun drawGuarded(name: String, account: Account, amount: Int, seconds: Double) {
        account.lock.withLock { draw(name, account, amount, seconds) }
    }

    suspend fun twice(draw: suspend (String) -> Unit) = coroutineScope {
        launch(CoroutineName("ta")) { draw("ta") }
        launch(CoroutineName("tb")) { draw("tb") }
    } // waits for what was launched in it

    suspend fun main(balance: Int, amount: Int, seconds: Double) {
        val account = Account(balance)
        twice { name -> draw(name, account, amount, seconds) }
        println("unguarded, the balance ends at ${account.balance}")
        account.balance = balance
        twice { name -> drawGuarded(name, account, amount, seconds) }
        println("guarded, the balance ends at ${account.balance}")
    }
    // end
}

fun main(args: Array<String>) = AccountWithdrawals().launch(*args)

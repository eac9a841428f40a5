package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gatherOutcomes
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.OrdersOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

/**
 * Log in, load the orders, sum them: as callbacks each step nests in the one before and hands on its failure by itself;
 * as a coroutine the steps are three lines, and a failure is an exception like any other.
 */
@CatalogueEntry(
    id = "callback-to-coroutine",
    title = "Write one flow of three steps as callbacks, and as what came after them",
    documents = ["000"],
)
class CallbackToCoroutine : SuspendingSample() {
    @Mixin
    private val options = OrdersOptions()

    override suspend fun perform(stage: Stage) = coroutineScope {
        for (failing in listOf("nothing", "log in", "load orders", "sum")) {
            println("$failing fails")
            main(Shop(this, stage.seconds(options.latency()), options.orders(), failing), options.user())
        }
    }

    // snippet: lesson
    // A shop far away: each of its methods takes a callback, and returns before that is called with a Result.
    fun byCallbacks(shop: Shop, user: String, callback: (Result<Int>) -> Unit) {
        shop.logIn(user) { session ->
            session.fold(
                onFailure = { callback(Result.failure(it)) },
                onSuccess = {
                    shop.loadOrders(it) { orders ->
                        orders.fold(
                            onFailure = { callback(Result.failure(it)) },
                            onSuccess = { shop.sum(it, callback) },
                        )
                    }
                },
            )
        }
    }

    /** Turns a call that takes a callback into one that suspends. */
    suspend fun <T> answer(call: (callback: (Result<T>) -> Unit) -> Unit): T =
        suspendCancellableCoroutine { caller -> call { caller.resumeWith(it) } }

    suspend fun byCoroutine(shop: Shop, user: String): Int {
        val session = answer { shop.logIn(user, it) }
        val orders = answer { shop.loadOrders(session, it) }
        return answer { shop.sum(orders, it) }
    }

    fun show(way: String, total: Result<Int>) =
        println("  $way " + total.fold(onSuccess = { "the orders come to $it" }, onFailure = { it.message }))

    suspend fun main(shop: Shop, user: String) {
        val called = CompletableDeferred<Result<Int>>()
        byCallbacks(shop, user) { called.complete(it) }
        show("callbacks:", called.await())
        show("coroutine:", gatherOutcomes({ byCoroutine(shop, user) }).single()) // does not throw what fails
    }
    // end

    /** A shop far away: each step is done some time after the call returned; the step [failing] fails. */
    class Shop(
        private val scope: CoroutineScope,
        private val seconds: Double,
        private val orders: List<Int>,
        private val failing: String,
    ) {
        fun logIn(user: String, callback: (Result<String>) -> Unit) = later("log in", callback) { "session of $user" }

        fun loadOrders(session: String, callback: (Result<List<Int>>) -> Unit) =
            later("load orders", callback) { if (session.isEmpty()) emptyList() else orders }

        fun sum(amounts: List<Int>, callback: (Result<Int>) -> Unit) =
            later("sum", callback) { amounts.fold(0, Math::addExact) }

        private fun <T> later(step: String, callback: (Result<T>) -> Unit, work: () -> T) {
            scope.launch {
                delay(seconds.seconds)
                callback(runCatching { if (step == failing) error("cannot $step") else work() })
            }
        }
    }
}

fun main(args: Array<String>) = CallbackToCoroutine().launch(*args)

package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gatherOutcomes
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.OrdersOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine
import picocli.CommandLine.Mixin
import kotlin.time.toKotlinDuration

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
        show("nothing fails", Shop(this, stage, broken = null), stage)
        for (broken in Step.entries) {
            show("$broken fails", Shop(this, stage, broken), stage)
        }
    }

    private suspend fun show(scene: String, shop: Shop, stage: Stage) {
        println(scene)
        println("  callbacks: " + describe(withCallbacks(shop)))
        println("  coroutine: " + describe(withCoroutine(shop)))
    }

    private suspend fun withCallbacks(shop: Shop): Result<Int> {
        val outcome = CompletableDeferred<Result<Int>>()
        totalOfOrders(shop) { outcome.complete(it) }
        return outcome.await()
    }

    private fun totalOfOrders(shop: Shop, callback: Callback<Int>) {
        shop.logIn(options.user()) { session ->
            session.fold(
                onFailure = { callback(Result.failure(it)) },
                onSuccess = {
                    shop.loadOrders(it) { amounts ->
                        amounts.fold(
                            onFailure = { callback(Result.failure(it)) },
                            onSuccess = { shop.sum(it, callback) },
                        )
                    }
                },
            )
        }
    }

    private suspend fun withCoroutine(shop: Shop): Result<Int> = gatherOutcomes({ totalOfOrders(shop) }).single()

    private suspend fun totalOfOrders(shop: Shop): Int {
        val session = calling { shop.logIn(options.user(), it) }
        val amounts = calling { shop.loadOrders(session, it) }
        return calling { shop.sum(amounts, it) }
    }

    /** Turns a call that takes a callback into one that suspends. */
    private suspend fun <T> calling(call: (Callback<T>) -> Unit): T = suspendCancellableCoroutine { caller ->
        call { outcome -> caller.resumeWith(outcome) }
    }

    private fun describe(outcome: Result<Int>) = outcome.fold(
        onSuccess = { "the orders come to $it" },
        onFailure = { "${it::class.simpleName}: ${it.message}" },
    )

    /** What the shop can do, and fail at. */
    private enum class Step(private val words: String) {
        LOG_IN("log in"),
        LOAD_ORDERS("load orders"),
        SUM("sum"),
        ;

        override fun toString() = words
    }

    private class Session(val user: String)

    /** A shop far away: each step is done some time after the call returned. */
    private inner class Shop(private val scope: CoroutineScope, private val stage: Stage, private val broken: Step?) {
        fun logIn(user: String, callback: Callback<Session>) = later(Step.LOG_IN, callback) { Session(user) }

        fun loadOrders(session: Session, callback: Callback<List<Int>>) =
            later(Step.LOAD_ORDERS, callback) { if (session.user == options.user()) options.orders() else emptyList() }

        fun sum(amounts: List<Int>, callback: Callback<Int>) =
            later(Step.SUM, callback) { amounts.fold(0, Math::addExact) }

        private fun <T> later(step: Step, callback: Callback<T>, work: () -> T) {
            scope.launch {
                stage.delay(options.latency().toKotlinDuration())
                callback(runCatching { if (step == broken) error("cannot $step") else work() })
            }
        }
    }
}

/** Told of a step's end: of its value, or of its failure. */
private typealias Callback<T> = (Result<T>) -> Unit

fun main(args: Array<String>) = CallbackToCoroutine().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.coroutines.gatherOutcomes
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.awaitOwned
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.OrdersOptions
import dev.tandem.samples.Stage
import dev.tandem.threads.samples.orders.Shop
import kotlinx.coroutines.CompletableDeferred
import picocli.CommandLine.Mixin
import java.util.concurrent.CompletableFuture

/**
 * One flow of three steps, three times, over a shop in Java that gives futures: by their callbacks, as a chain of them,
 * and as a coroutine that awaits them.
 */
@CatalogueEntry(
    id = "callback-to-coroutine",
    title = "Write one flow of three steps as callbacks, and as what came after them",
    documents = ["000"],
)
class CallbackToCoroutine : SuspendingSample() {
    @Mixin
    private val options = OrdersOptions()

    override suspend fun perform(stage: Stage) {
        for (failing in listOf("nothing") + Shop.STEPS) {
            println("$failing fails")
            main(Shop(stage.seconds(options.latency()), options.orders(), failing), options.user())
        }
    }

    // snippet: lesson
    // A shop far away: what each of its methods gives is a CompletableFuture, which is done later.
    fun byCallbacks(shop: Shop, user: String, callback: (Int?, Throwable?) -> Unit) {
        shop.logIn(user).whenComplete { session, noSession ->
            if (noSession != null) {
                callback(null, noSession)
            } else {
                shop.loadOrders(session).whenComplete { orders, noOrders ->
                    if (noOrders != null) {
                        callback(null, noOrders)
                    } else {
                        shop.sum(orders).whenComplete(callback)
                    }
                }
            }
        }
    }

    fun byFutures(shop: Shop, user: String): CompletableFuture<Int> =
        shop.logIn(user).thenCompose { shop.loadOrders(it) }.thenCompose { shop.sum(it) }

    suspend fun byCoroutine(shop: Shop, user: String): Int {
        val session = shop.logIn(user).awaitOwned()
        val orders = shop.loadOrders(session).awaitOwned()
        return shop.sum(orders).awaitOwned()
    }

    fun show(way: String, total: Int?, failure: Throwable?) =
        println("  $way " + if (failure == null) "the orders come to $total" else failure.message)

    suspend fun main(shop: Shop, user: String) {
        val called = CompletableDeferred<Pair<Int?, Throwable?>>()
        byCallbacks(shop, user) { total, failure -> called.complete(Pair(total, failure)) }
        called.await().let { (total, failure) -> show("callbacks:", total, failure) }
        val chain = gatherOutcomes({ byFutures(shop, user).awaitOwned() }).single() // does not throw what fails
        show("futures:  ", chain.getOrNull(), chain.exceptionOrNull())
        val coroutine = gatherOutcomes({ byCoroutine(shop, user) }).single()
        show("coroutine:", coroutine.getOrNull(), coroutine.exceptionOrNull())
    }
    // end
}

fun main(args: Array<String>) = CallbackToCoroutine().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.interop.awaitOwned
import dev.tandem.threads.samples.orders.Shop
import dev.tandem.threads.samples.orders.TotalOfOrders.loadOrders
import dev.tandem.threads.samples.orders.TotalOfOrders.logIn
import dev.tandem.threads.samples.orders.TotalOfOrders.sum

/** The flow as a coroutine: three lines, and a failure is an exception like any other. */
suspend fun totalOfOrders(shop: Shop, user: String): Int {
    val session = logIn(shop, user).awaitOwned()
    val amounts = loadOrders(shop, session).awaitOwned()
    return sum(shop, amounts).awaitOwned()
}

package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.gatherOutcomes
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.test.runTest

/** Ships in any case, then reports what became of the charging. */
suspend fun order(charge: suspend () -> Unit, ship: suspend () -> Unit, report: (Throwable) -> Unit) {
    val outcomes = gatherOutcomes({ charge() }, { ship() }) // neither cancels the other
    outcomes.forEach { outcome -> outcome.onFailure(report) }
}

class HeardFailureTest :
    FunSpec({
        test("the order is shipped although the charging failed, and the failure is reported once, at the end") {
            runTest {
                val tried = CompletableDeferred<Unit>()
                val events = mutableListOf<String>()
                order(
                    charge = {
                        tried.complete(Unit)
                        error("the card is refused")
                    },
                    ship = {
                        tried.await()
                        events += "shipped"
                    },
                    report = { events += it.message!! },
                )
                events.shouldContainExactly("shipped", "the card is refused")
            }
        }

        test("nothing is reported of an order that succeeds") {
            runTest { order(charge = {}, ship = {}, report = { throw it }) }
        }

        test("a report that throws is not lost either") {
            runTest {
                shouldThrow<IllegalStateException> {
                    order(charge = { error("refused") }, ship = {}, report = { throw it })
                }
            }
        }
    })

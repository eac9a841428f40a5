package dev.tandem.interop.samples.solutions

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.seconds

/** A button whose next click cancels the job of the one before. Its methods are for the event thread alone. */
private class LatestClick(private val events: CoroutineScope) {
    private var latest: Job? = null

    fun click(job: suspend () -> Unit) {
        latest?.cancel()
        latest = events.launch { job() }
    }
}

class LatestClickTest :
    FunSpec({
        test("the second click ends the first one's job, and only the second is answered") {
            val shown = mutableListOf<String>()
            withTimeout(10.seconds) {
                coroutineScope {
                    // all of it on this one thread, as on an event thread
                    val button = LatestClick(this)
                    val started = CompletableDeferred<Unit>()
                    button.click {
                        started.complete(Unit)
                        try {
                            awaitCancellation() // a job that takes for ever
                        } finally {
                            shown += "first: cancelled"
                        }
                    }
                    started.await()
                    button.click { shown += "second: done" }
                }
            }
            shown shouldContainExactly listOf("first: cancelled", "second: done")
        }
    })

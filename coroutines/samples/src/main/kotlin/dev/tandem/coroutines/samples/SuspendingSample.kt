package dev.tandem.coroutines.samples

import dev.tandem.coroutines.traced
import dev.tandem.samples.Sample
import dev.tandem.samples.SideEvent
import dev.tandem.samples.Stage
import kotlinx.coroutines.runBlocking
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlin.time.toKotlinDuration

/** A sample that suspends: a program runs it to its end, a test runs it on a virtual clock. */
abstract class SuspendingSample : Sample() {
    /** Plays the sample once; as [run], with the caller's dispatcher and clock. */
    abstract suspend fun perform(stage: Stage)

    final override fun run(stage: Stage) = runBlocking(tracedIfRecorded()) { perform(stage) }
}

/** Has the coroutines started with it be seen in a recording for a timeline, if there is one. */
fun tracedIfRecorded(): CoroutineContext = if (SideEvent.isRecorded()) traced() else EmptyCoroutineContext

/** Suspends as long as the document's program sleeps, sped up: Python's `asyncio.sleep`. */
suspend fun Stage.delay(documented: Duration) =
    kotlinx.coroutines.delay(scaled(documented.toJavaDuration()).toKotlinDuration())

package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.delay
import dev.tandem.samples.Stage
import dev.tandem.samples.TimeoutOptions
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.toKotlinDuration

/** The coroutine in [Timeout] that sleeps, for a thread to wait for: to Java, [eternity] is a call like any other. */
class SleepingCoroutine(
    private val stage: Stage,
    private val options: TimeoutOptions,
    private val asleep: AtomicInteger,
) {
    /** Suspends for an hour. */
    suspend fun eternity(): String {
        asleep.incrementAndGet()
        try {
            stage.delay(options.sleep().toKotlinDuration())
            return "yay!"
        } finally {
            asleep.decrementAndGet()
        }
    }
}

package dev.tandem.interop.samples

import kotlinx.coroutines.sync.Mutex
import java.time.Duration

/** What threads and coroutines change: whoever holds the mutex, and nobody else, may touch the value. */
class SharedCounter {
    val mutex = Mutex()
    var value = 0

    companion object {
        @JvmField
        val BETWEEN_READ_AND_WRITE: Duration = Duration.ofMillis(100)
    }
}

package dev.tandem.interop.samples

import dev.tandem.samples.Sample
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.minutes

/** Plays a sample for a minute at most, and gives the lines that it printed. */
suspend fun linesOf(sample: Sample, vararg options: String): List<String> = withTimeout(1.minutes) {
    runInterruptible(Dispatchers.IO) { Stage.Recording.of(sample, *options) }
}

package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.CountdownOptions
import dev.tandem.samples.NamedDelay
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import kotlin.time.toKotlinDuration

/**
 * Coroutines that wait, wait at the same time, and one thread is enough for them: two countdowns together take as long
 * as the longer one.
 */
@CatalogueEntry(id = "countdown", title = "Two workers count down side by side", documents = ["000", "002"])
class Countdown : SuspendingSample() {
    @Mixin
    private var options = CountdownOptions()

    override suspend fun perform(stage: Stage) {
        val from = options.from()
        coroutineScope {
            for (worker in options.workers()) {
                launch { work(stage, worker, from) }
            }
        } // ends when its children have ended: nothing to join
        stage.out.println("Finished.")
    }

    private suspend fun work(stage: Stage, worker: NamedDelay, from: Int) {
        stage.out.println("Start thread:${worker.name}")
        countDown(stage, worker, from)
        stage.out.println("End thread:${worker.name}")
    }
}

/** Counts from [from] down to 1, with the worker's delay before each number. */
internal suspend fun countDown(stage: Stage, worker: NamedDelay, from: Int) {
    for (counter in from downTo 1) {
        stage.delay(worker.delay.toKotlinDuration())
        stage.out.println("Thread${worker.name} counting down:$counter ...")
    }
}

fun main(args: Array<String>) = Countdown().launch(*args)

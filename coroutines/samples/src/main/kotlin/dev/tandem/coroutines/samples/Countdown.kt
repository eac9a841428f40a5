package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.CountdownOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds

/**
 * Coroutines that wait, wait at the same time, and one thread is enough for them: two countdowns together take as long
 * as the longer one.
 */
@CatalogueEntry(id = "countdown", title = "Two workers count down side by side", documents = ["000", "002"])
class Countdown : SuspendingSample() {
    @Mixin
    private var options = CountdownOptions()

    override suspend fun perform(stage: Stage) = main(options.workers(stage), options.from())

    // snippet: lesson
    suspend fun countDown(name: String, seconds: Double, from: Int) {
        println("Start thread:$name")
        for (count in from downTo 1) {
            delay(seconds.seconds)
            println("Thread$name counting down:$count ...")
        }
        println("End thread:$name")
    }

    suspend fun main(workers: Map<String, Double>, from: Int) {
        coroutineScope {
            for ((name, seconds) in workers) {
                launch(CoroutineName(name)) { countDown(name, seconds, from) }
            }
        } // waits for what was launched in it
        println("Finished.")
    }
    // end
}

fun main(args: Array<String>) = Countdown().launch(*args)

package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlin.time.Duration.Companion.seconds

/** Workers that take numbers from a queue and print their factors, until the queue is empty. */
internal class Factors<E : Any>(
    private val stage: Stage,
    private val queue: JoinableQueue<E>,
    private val number: (E) -> Int,
) {
    /** Empties the queue with one coroutine for each of [names]. */
    suspend fun printAll(names: List<String>) {
        coroutineScope {
            for (name in names) {
                launch { work(name) }
            }
        }
        println("Done.")
    }

    private suspend fun work(name: String) {
        println("Starting thread $name.")
        while (handleNext()) {
            stage.delay(1.seconds)
        }
        println("Exiting thread $name.")
    }

    /**
     * Takes the next item and prints its factors, and tells whether there was one. It does not suspend, so that no other
     * worker of this thread comes between: what one took first, no other prints first.
     */
    private fun handleNext(): Boolean {
        val item = queue.poll() ?: return false // does not wait: gives null if the queue is empty
        try {
            printFactors(number(item))
        } finally {
            queue.taskDone()
        }
        return true
    }

    private fun printFactors(of: Int) {
        val factors = (1..of).filter { of % it == 0 }.joinToString(" ")
        println("Positive factors of $of are: $factors")
        println("_".repeat(20))
    }
}

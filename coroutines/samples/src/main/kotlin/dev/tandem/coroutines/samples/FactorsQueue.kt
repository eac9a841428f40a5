package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.FactorsOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.seconds

/**
 * A few coroutines share the work of a queue: whoever is free takes what came first. With four numbers and three
 * workers, one of them comes back for a second.
 */
@CatalogueEntry(
    id = "factors-queue",
    title = "Three workers drain a queue of numbers, first in, first out",
    documents = ["000"],
)
class FactorsQueue : SuspendingSample() {
    @Mixin
    private var options = FactorsOptions()

    @Option(
        names = ["--number"],
        paramLabel = "N",
        split = ",",
        defaultValue = "1,10,4,3",
        description = [$$"A number to find the factors of; may be repeated (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var numbers: List<Int>

    override suspend fun perform(stage: Stage) {
        numbers.forEach { options.check(it) }
        main(numbers, options.workers(), stage.scaled(1.0))
    }

    // snippet: lesson
    fun printFactors(number: Int) {
        val factors = (1..number).filter { number % it == 0 }.joinToString(" ")
        // the documents' program prints all this again after each factor; once is what it means
        println("Positive factors of $number are: $factors")
        println("_".repeat(20))
    }

    suspend fun drain(name: String, queue: JoinableQueue<Int>, seconds: Double) {
        println("Starting thread $name.") // a coroutine, here
        while (true) {
            val next = queue.poll() ?: break // does not wait: null if the queue is empty
            printFactors(next)
            delay(seconds.seconds)
        }
        println("Exiting thread $name.")
    }

    suspend fun main(numbers: List<Int>, names: List<String>, seconds: Double) {
        val queue = JoinableQueue.fifo<Int>(numbers.size)
        numbers.forEach { queue.put(it) }
        coroutineScope {
            for (name in names) {
                launch(CoroutineName(name)) { drain(name, queue, seconds) }
            }
        } // waits for what was launched in it
        println("Done.")
    }
    // end
}

fun main(args: Array<String>) = FactorsQueue().launch(*args)

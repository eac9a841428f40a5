package dev.tandem.coroutines.samples

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.FactorsOptions
import dev.tandem.samples.ScoredNumber
import dev.tandem.samples.Stage
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.seconds

/**
 * A score given with each number decides who is next: the lowest score leaves the queue first, and of equal scores the
 * one that came first.
 */
@CatalogueEntry(
    id = "factors-priority",
    title = "Three workers drain a queue of numbers, lowest score first",
    documents = ["000"],
)
class FactorsPriority : SuspendingSample() {
    @Mixin
    private var options = FactorsOptions()

    @Option(
        names = ["--number"],
        paramLabel = "N=SCORE",
        split = ",",
        defaultValue = "1=2,10=1,4=1,3=0",
        converter = [ScoredNumber.Converter::class],
        description = [
            $$"A number to find the factors of, and its score; may be repeated (default: ${DEFAULT-VALUE}).",
        ],
    )
    private lateinit var numbers: List<ScoredNumber>

    override suspend fun perform(stage: Stage) {
        numbers.forEach { options.check(it.number) }
        val items = numbers.map { Item(it.number, it.score) }
        main(items, options.workers(), stage.scaled(1.0))
    }

    // snippet: lesson
    class Item(val number: Int, val score: Int)

    fun printFactors(number: Int) {
        val factors = (1..number).filter { number % it == 0 }.joinToString(" ")
        // the documents' program prints all this again after each factor; once is what it means
        println("Positive factors of $number are: $factors")
        println("_".repeat(20))
    }

    suspend fun drain(name: String, queue: JoinableQueue<Item>, seconds: Double) {
        println("Starting thread $name.") // a coroutine, here
        while (true) {
            val next = queue.poll() ?: break // does not wait: null if the queue is empty
            printFactors(next.number)
            delay(seconds.seconds)
        }
        println("Exiting thread $name.")
    }

    suspend fun main(items: List<Item>, names: List<String>, seconds: Double) {
        val queue = JoinableQueue.priority<Item>(items.size, compareBy { it.score })
        items.forEach { queue.put(it) }
        coroutineScope {
            for (name in names) {
                launch(CoroutineName(name)) { drain(name, queue, seconds) }
            }
        } // waits for what was launched in it
        println("Done.")
    }
    // end
}

fun main(args: Array<String>) = FactorsPriority().launch(*args)

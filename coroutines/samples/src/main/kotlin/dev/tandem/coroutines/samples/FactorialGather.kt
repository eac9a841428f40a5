package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.NamedNumber
import dev.tandem.samples.Stage
import kotlinx.coroutines.delay
import picocli.CommandLine.Option
import java.math.BigInteger
import kotlin.time.Duration.Companion.seconds

/** Tasks that take a step a second, interleaved: all are done when the longest one is. */
@CatalogueEntry(
    id = "factorial-gather",
    title = "Three factorials, a step a second, gathered",
    documents = ["001"],
)
class FactorialGather : SuspendingSample() {
    @Option(
        names = ["--task"],
        paramLabel = "NAME=N",
        split = ",",
        defaultValue = "A=2,B=3,C=4",
        converter = [NamedNumber.Converter::class],
        description = [
            $$"A task, and the number to find the factorial of; may be repeated (default: ${DEFAULT-VALUE}).",
        ],
    )
    private lateinit var tasks: List<NamedNumber>

    override suspend fun perform(stage: Stage) = main(tasks.associate { it.name to it.number }, stage.scaled(1.0))

    // snippet: lesson
    suspend fun factorial(name: String, number: Int, seconds: Double): BigInteger {
        var product = BigInteger.ONE
        for (i in 2..number) {
            println("Task $name: Compute factorial($i)...")
            delay(seconds.seconds)
            product *= i.toBigInteger()
        }
        println("Task $name: factorial($number) = $product")
        return product
    }

    suspend fun main(tasks: Map<String, Int>, seconds: Double) {
        gather(tasks.entries) { (name, number) -> factorial(name, number, seconds) }
    }
    // end
}

fun main(args: Array<String>) = FactorialGather().launch(*args)

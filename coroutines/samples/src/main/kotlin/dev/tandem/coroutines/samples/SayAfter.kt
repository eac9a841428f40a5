package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.NamedDelay
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Option
import java.time.LocalTime
import java.time.format.DateTimeFormatter
import java.util.Locale
import kotlin.time.DurationUnit
import kotlin.time.measureTime
import kotlin.time.toKotlinDuration

/**
 * Two waits one after the other take as long as their sum; as tasks, as long as the longer one. To call a suspending
 * function is to wait for it: it takes a `launch` to go on meanwhile.
 */
@CatalogueEntry(
    id = "say-after",
    title = "Say two words after a delay each, in sequence, then as tasks",
    documents = ["001"],
)
class SayAfter : SuspendingSample() {
    @Option(
        names = ["--word"],
        paramLabel = "WORD=SECONDS",
        split = ",",
        defaultValue = "hello=1,world=2",
        converter = [NamedDelay.Converter::class],
        description = [
            $$"A word, and the delay before it is said; may be repeated (default: ${DEFAULT-VALUE}).",
        ],
    )
    private lateinit var words: List<NamedDelay>

    override suspend fun perform(stage: Stage) {
        println("in sequence")
        timed(stage) { inSequence(stage) }
        println("as tasks")
        timed(stage) { asTasks(stage) }
    }

    private suspend fun inSequence(stage: Stage) {
        for (word in words) {
            sayAfter(stage, word)
        }
    }

    private suspend fun asTasks(stage: Stage) = coroutineScope {
        for (word in words) {
            launch { sayAfter(stage, word) }
        }
    }

    private suspend fun sayAfter(stage: Stage, word: NamedDelay) {
        stage.delay(word.delay.toKotlinDuration())
        println(word.name)
    }

    private suspend fun timed(stage: Stage, action: suspend () -> Unit) {
        println("started at ${timeOfDay()}")
        val took = measureTime { action() }
        println("finished at ${timeOfDay()}")
        println("took %.2f s".format(Locale.ROOT, took.toDouble(DurationUnit.SECONDS)))
    }

    private fun timeOfDay() = LocalTime.now().format(CLOCK)

    private companion object {
        val CLOCK: DateTimeFormatter = DateTimeFormatter.ofPattern("HH:mm:ss")
    }
}

fun main(args: Array<String>) = SayAfter().launch(*args)

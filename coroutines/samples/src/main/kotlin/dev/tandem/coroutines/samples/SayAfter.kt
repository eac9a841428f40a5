package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.NamedDelay
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.time.LocalTime
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.TimeMark
import kotlin.time.TimeSource

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
    @Spec
    private lateinit var spec: CommandSpec

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

    override suspend fun perform(stage: Stage) = main(NamedDelay.seconds(words, stage, "--word", spec.commandLine()))

    // snippet: lesson
    suspend fun sayAfter(seconds: Double, what: String) {
        delay(seconds.seconds)
        println(what)
    }

    fun started(): TimeMark {
        println("started at %tT".format(LocalTime.now()))
        return TimeSource.Monotonic.markNow()
    }

    fun finished(start: TimeMark) {
        println("finished at %tT".format(LocalTime.now()))
        println("took %.2f s".format(start.elapsedNow().toDouble(SECONDS)))
    }

    suspend fun main(words: Map<String, Double>) {
        println("in sequence")
        var start = started()
        for ((word, seconds) in words) {
            sayAfter(seconds, word)
        }
        finished(start)
        println("as tasks")
        start = started()
        coroutineScope {
            for ((word, seconds) in words) {
                launch { sayAfter(seconds, word) }
            }
        } // waits for what was launched in it
        finished(start)
    }
    // end
}

fun main(args: Array<String>) = SayAfter().launch(*args)

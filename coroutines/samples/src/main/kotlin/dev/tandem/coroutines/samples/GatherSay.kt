package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.delay
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * `gather` waits for all tasks at once. They wait side by side, so two take no longer than one; which of them speaks
 * first is open.
 */
@CatalogueEntry(id = "gather-say", title = "Two greetings after the same delay, gathered", documents = ["004"])
class GatherSay : SuspendingSample() {
    @Option(
        names = ["--speaker"],
        paramLabel = "NAME",
        split = ",",
        defaultValue = "1,2",
        description = [$$"Who says hello; may be repeated (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var speakers: List<String>

    @Option(
        names = ["--delay"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long each waits before it speaks (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var delay: Duration

    override suspend fun perform(stage: Stage) = main(speakers, stage.seconds(delay))

    // snippet: lesson
    suspend fun say(speaker: String, seconds: Double) {
        delay(seconds.seconds)
        println("Hello from $speaker")
    }

    suspend fun main(speakers: List<String>, seconds: Double) {
        println("start")
        gather(speakers) { speaker -> say(speaker, seconds) }
        println("exit")
    }
    // end
}

fun main(args: Array<String>) = GatherSay().launch(*args)

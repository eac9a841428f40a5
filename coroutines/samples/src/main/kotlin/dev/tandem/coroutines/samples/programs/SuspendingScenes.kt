package dev.tandem.coroutines.samples.programs

import dev.tandem.samples.Stage
import dev.tandem.samples.programs.Finished
import dev.tandem.samples.programs.ProgramOptions
import dev.tandem.samples.programs.ProgramOptions.ECHO
import dev.tandem.samples.programs.ProgramOptions.ENDLESS
import dev.tandem.samples.programs.ProgramOptions.FAILING
import dev.tandem.samples.programs.ProgramOptions.MISSING
import dev.tandem.samples.programs.Transcript
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import kotlin.time.toKotlinDuration

/**
 * What there is to see of external programs: one that is given all of its input at once, one that is talked with, one
 * that fails, one that is not there, and one that does not end.
 */
class SuspendingScenes(
    private val programs: SuspendingPrograms,
    private val options: ProgramOptions,
    private val stage: Stage,
) {
    private val transcript = Transcript(System.out)

    /** Plays all of them. */
    suspend fun play() {
        show(options.command()) { runAtOnce(options.command(), options.lines()) }
        show(ECHO) { programs.converse(ECHO, options.lines(), transcript) }
        show(FAILING) { runAtOnce(FAILING) }
        show(MISSING) { runAtOnce(MISSING) }
        show(ENDLESS) { runInPatience(ENDLESS) }
    }

    private suspend fun runAtOnce(command: List<String>, input: List<String> = emptyList()): Finished {
        input.forEach(transcript::says)
        return programs.run(command, input)
    }

    private suspend fun runInPatience(command: List<String>): Finished? =
        withTimeoutOrNull(stage.scaled(options.patience()).toKotlinDuration()) { programs.run(command, emptyList()) }

    private suspend fun show(command: List<String>, run: suspend () -> Finished?) {
        transcript.starts(command)
        try {
            run()?.let(transcript::finished) ?: transcript.givenUp(options.patience())
        } catch (e: IOException) {
            transcript.failed(e)
        }
    }
}

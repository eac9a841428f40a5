package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.programs.SuspendingPrograms
import dev.tandem.interop.awaitOwned
import dev.tandem.samples.programs.Finished
import dev.tandem.samples.programs.Transcript

/**
 * Kotlin's half of [Subprocess] where programs are Java's: it awaits their futures. Nobody else has them, so `awaitOwned`:
 * cancelling the caller cancels the future, which ends its program.
 */
internal class AwaitedPrograms(private val programs: FuturePrograms) : SuspendingPrograms {
    override suspend fun run(command: List<String>, input: List<String>): Finished =
        programs.run(command, input).awaitOwned()

    override suspend fun converse(command: List<String>, lines: List<String>, transcript: Transcript): Finished =
        programs.converse(command, lines, transcript).awaitOwned()
}

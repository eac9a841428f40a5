package dev.tandem.coroutines.samples.programs

import dev.tandem.samples.programs.Finished
import dev.tandem.samples.programs.Transcript
import java.io.IOException

/**
 * Runs external programs, and suspends until they have ended and all that they wrote is read. A program whose caller is
 * cancelled, or fails, is ended.
 */
interface SuspendingPrograms {
    /**
     * Gives a program all of its [input] at once.
     *
     * @throws IOException if it cannot be started
     */
    suspend fun run(command: List<String>, input: List<String>): Finished

    /**
     * Talks with a program that answers each of [lines] by a line, and tells [transcript] of them while they talk.
     *
     * @throws IOException if it cannot be started or does not answer
     */
    suspend fun converse(command: List<String>, lines: List<String>, transcript: Transcript): Finished
}

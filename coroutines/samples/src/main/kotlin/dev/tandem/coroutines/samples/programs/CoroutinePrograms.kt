package dev.tandem.coroutines.samples.programs

import dev.tandem.samples.programs.ExternalProgram
import dev.tandem.samples.programs.Finished
import dev.tandem.samples.programs.Transcript
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.io.IOException

/**
 * Runs programs with a coroutine for each pipe, and one more that ends the program when it is cancelled.
 *
 * The program's end is awaited without a thread. A pipe cannot be: the JVM has no other way to read one than to block, so
 * each takes a thread of [Dispatchers.IO] while it is open. Nor would `runInterruptible` help: no interruption ends that.
 * The program's end does, and by that cancelling the caller ends them all.
 */
class CoroutinePrograms : SuspendingPrograms {
    override suspend fun run(command: List<String>, input: List<String>): Finished = withProgram(command) { program ->
        launch { program.write(input) }
        finish(program) { program.output() }
    }

    override suspend fun converse(command: List<String>, lines: List<String>, transcript: Transcript): Finished =
        withProgram(command) { program ->
            finish(program) {
                program.converse(lines, transcript)
                program.output()
            }
        }

    /** It is started in here, as what `withContext` gives back is lost if its caller is cancelled meanwhile. */
    private suspend fun withProgram(
        command: List<String>,
        talk: suspend CoroutineScope.(ExternalProgram) -> Finished,
    ): Finished = withContext(Dispatchers.IO) {
        val program = ExternalProgram.start(command)
        // undispatched, it waits for its cancellation before anything else can happen
        val ending = launch(start = CoroutineStart.UNDISPATCHED) { program.use { awaitCancellation() } }
        try {
            talk(program)
        } finally {
            ending.cancel()
        }
    }

    private suspend fun CoroutineScope.finish(program: ExternalProgram, reading: () -> List<String>): Finished {
        val output = async { unlessCancelled(reading) }
        val errors = async { unlessCancelled(program::errors) }
        return Finished(program.exit().await(), output.await(), errors.await())
    }

    /** A pipe that breaks as we were cancelled, and ended the program, is not what we fail by. */
    private fun CoroutineScope.unlessCancelled(reading: () -> List<String>): List<String> = try {
        reading()
    } catch (e: IOException) {
        ensureActive()
        throw e
    }
}

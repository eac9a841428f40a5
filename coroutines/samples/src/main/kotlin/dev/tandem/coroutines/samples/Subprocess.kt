package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.programs.ProgramOptions
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.await
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
import java.io.IOException
import java.io.PrintWriter
import kotlin.time.Duration.Companion.seconds

/**
 * A program's end is awaited without a thread. A pipe cannot be: the JVM has no other way to read one than to block, so
 * each takes a thread of [Dispatchers.IO]; no interruption ends that, but the program's end does.
 */
@CatalogueEntry(
    id = "subprocess",
    title = "Start external programs, write to them, read from them, and wait for their end",
    documents = ["002"],
)
class Subprocess : SuspendingSample() {
    @Mixin
    private val options = ProgramOptions()

    override suspend fun perform(stage: Stage) =
        main(options.command(), options.lines(), stage.seconds(options.patience()))

    // snippet: lesson
    suspend fun run(patience: Double, lines: List<String>, command: List<String>) = coroutineScope {
        println("$ " + command.joinToString(" "))
        val program = ProcessBuilder(command).start()
        try {
            val output = async(Dispatchers.IO) { program.inputReader().readLines() } // reading a pipe blocks
            val errors = async(Dispatchers.IO) { program.errorReader().readLines() }
            withContext(Dispatchers.IO) {
                // and so does writing
                PrintWriter(program.outputWriter()).use { input ->
                    for (line in lines) {
                        println("  > $line")
                        input.println(line)
                    }
                } // which closes it: nothing more comes
            }
            if (withTimeoutOrNull(patience.seconds) { program.onExit().await() } != null) {
                output.await().forEach { println("  < $it") }
                errors.await().forEach { println("  ! $it") }
                println("  exit status ${program.exitValue()}")
            } else {
                println("  given up on after %.1f s".format(patience))
            }
        } finally {
            program.toHandle().destroyForcibly() // by which its pipes end
        }
    }

    suspend fun main(command: List<String>, lines: List<String>, patience: Double) {
        run(60.0, lines, command)
        run(60.0, listOf(), listOf("sh", "-c", "echo out of paper >&2; exit 3"))
        try {
            run(60.0, listOf(), listOf("tandem-no-such-program"))
        } catch (e: IOException) {
            println("  failed: ${e.message}")
        }
        run(patience, listOf(), listOf("sleep", "3600"))
    }
    // end
}

fun main(args: Array<String>) = Subprocess().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.awaitOwned
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.programs.ProgramOptions
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Mixin
import java.io.IOException
import java.io.PrintWriter
import kotlin.time.Duration.Companion.seconds

/**
 * A coroutine waits for a program in both of Java's ways: for its end as a future, and for what it writes by a thread for
 * each pipe, which nothing but the program's end lets go on.
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
            val output = async { toThread { program.inputReader().readLines() } } // reading a pipe blocks
            val errors = async { toThread { program.errorReader().readLines() } }
            toThread {
                // and so does writing
                PrintWriter(program.outputWriter()).use { input ->
                    for (line in lines) {
                        println("  > $line")
                        input.println(line)
                    }
                } // which closes it: nothing more comes
            }
            if (withTimeoutOrNull(patience.seconds) { program.onExit().awaitOwned() } != null) {
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

package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.SampleException
import dev.tandem.samples.Stage
import dev.tandem.threads.processes.ProcessPool
import picocli.CommandLine.Option
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.HexFormat
import java.util.concurrent.Executors

/**
 * A coroutine that blocked would hold up every other on its thread, so blocking code runs elsewhere: on a virtual thread,
 * where asyncio takes its default pool, or on a pool of one's own. Code that computes for long may run in another
 * process, where cancelling the coroutine would end it.
 */
@CatalogueEntry(
    id = "run-in-executor",
    title = "Run blocking code on the default pool, on a pool of one's own, and in another process",
    documents = ["001", "002"],
)
class RunInExecutor : SuspendingSample() {
    @Option(
        names = ["--file"],
        paramLabel = "FILE",
        defaultValue = "/dev/urandom",
        description = [$$"What is read (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var file: Path

    @Option(
        names = ["--bytes"],
        paramLabel = "N",
        defaultValue = "100",
        converter = [AtLeastOne::class],
        description = [$$"How many bytes of it (default: ${DEFAULT-VALUE})."],
    )
    private var bytes = 0

    @Option(
        names = ["--squares"],
        paramLabel = "N",
        defaultValue = "10000000",
        converter = [AtLeastOne::class],
        description = [$$"How many squares are summed up (default: ${DEFAULT-VALUE})."],
    )
    private var squares = 0

    override suspend fun perform(stage: Stage) {
        requireReadable()
        main(file, bytes, squares)
    }

    private fun requireReadable() = try {
        Files.newInputStream(file).close()
    } catch (_: IOException) {
        throw SampleException("cannot read $file")
    }

    // snippet: lesson
    fun blockingIo(file: Path, count: Int): String =
        Files.newInputStream(file).use { source -> HexFormat.of().formatHex(source.readNBytes(count)) }

    suspend fun main(file: Path, count: Int, squares: Int) {
        val onDefault = toThread { blockingIo(file, count) } // the default pool has a thread for each call
        println("default thread pool $onDefault")

        val threads = Executors.newFixedThreadPool(2)
        try {
            val onThreads = runInExecutor(threads) { blockingIo(file, count) }
            println("custom thread pool $onThreads")
        } finally {
            threads.shutdown()
        }

        ProcessPool().use { processes ->
            val inProcess = runInExecutor(processes) {
                (0L..<squares).sumOf { i -> (i * i).toBigInteger() } // travels there with what it uses
            }
            println("custom process pool $inProcess")
        }
    }
    // end
}

fun main(args: Array<String>) = RunInExecutor().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.threads.processes.ProcessPool
import picocli.CommandLine.Option
import java.math.BigInteger
import java.nio.file.Path
import java.util.concurrent.Executors

/**
 * A coroutine that blocked would hold up every other on its thread, so blocking code runs elsewhere: on a virtual thread,
 * where asyncio takes its default pool, or on a pool of one's own. Code that computes for long may run in another
 * process, where cancelling the coroutine would end it. What blocks and computes, [BlockingRead] and [SumOfSquares], is
 * Java's.
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
        val blocking = BlockingRead(file, bytes)
        println("default thread pool ${onDefaultPool(blocking)}")
        println("custom thread pool ${onOwnPool(blocking)}")
        println("custom process pool ${inProcess(SumOfSquares(squares))}")
    }

    private suspend fun onDefaultPool(blocking: BlockingRead): String = toThread { blocking.read() }

    private suspend fun onOwnPool(blocking: BlockingRead): String =
        usePool(Executors.newFixedThreadPool(1)) { pool -> runInExecutor(pool) { blocking.read() } }

    private suspend fun inProcess(sum: SumOfSquares): BigInteger =
        usePool(ProcessPool.builder().size(1).build()) { pool -> runInExecutor(pool) { sum.compute() } }
}

fun main(args: Array<String>) = RunInExecutor().launch(*args)

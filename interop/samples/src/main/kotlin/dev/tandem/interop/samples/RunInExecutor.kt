package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import picocli.CommandLine.Option
import java.nio.file.Path
import java.util.concurrent.Executors

/**
 * A coroutine that blocked would hold up every other on its thread, so blocking code runs elsewhere: on a virtual thread,
 * where asyncio takes its default pool, or on a pool of one's own. What blocks is [BlockingRead], in Java.
 */
@CatalogueEntry(
    id = "run-in-executor",
    title = "Run blocking code on the default pool and on a pool of one's own",
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

    override suspend fun perform(stage: Stage) {
        val blocking = BlockingRead(file, bytes)
        stage.out.println("default thread pool ${onDefaultPool(blocking)}")
        stage.out.println("custom thread pool ${onOwnPool(blocking)}")
    }

    private suspend fun onDefaultPool(blocking: BlockingRead): String = toThread { blocking.read() }

    private suspend fun onOwnPool(blocking: BlockingRead): String =
        usePool(Executors.newFixedThreadPool(1)) { pool -> runInExecutor(pool) { blocking.read() } }
}

fun main(args: Array<String>) = RunInExecutor().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.programs.CoroutinePrograms
import dev.tandem.coroutines.samples.programs.SuspendingScenes
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.programs.ProgramOptions
import dev.tandem.threads.VirtualThreads
import dev.tandem.threads.samples.programs.BlockingScenes
import picocli.CommandLine.Mixin

/**
 * External programs that one side owns and the other waits for: Java's, as futures ([FuturePrograms]), which coroutines
 * await ([AwaitedPrograms]); then Kotlin's, as suspend functions ([CoroutinePrograms]), which a thread waits for
 * ([WaitingPrograms]). Either way, who gives up waiting ends the program across the bridge.
 */
@CatalogueEntry(
    id = "subprocess",
    title = "Start external programs, write to them, read from them, and wait for their end",
    documents = ["002"],
)
class Subprocess : SuspendingSample() {
    @Mixin
    private val options = ProgramOptions()

    override suspend fun perform(stage: Stage) {
        println("the programs are Java's, a coroutine awaits them")
        awaitJavas(stage)
        println("the programs are Kotlin's, a thread waits for them")
        toThread { BlockingScenes.play(WaitingPrograms(CoroutinePrograms()), options, stage) }
    }

    private suspend fun awaitJavas(stage: Stage) {
        val pipes = VirtualThreads.newExecutor()
        try {
            SuspendingScenes(AwaitedPrograms(FuturePrograms(pipes)), options, stage).play()
        } finally {
            pipes.shutdown()
        }
    }
}

fun main(args: Array<String>) = Subprocess().launch(*args)

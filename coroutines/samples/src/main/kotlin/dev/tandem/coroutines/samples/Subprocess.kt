package dev.tandem.coroutines.samples

import dev.tandem.coroutines.samples.programs.CoroutinePrograms
import dev.tandem.coroutines.samples.programs.SuspendingScenes
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.programs.ProgramOptions
import picocli.CommandLine.Mixin

/** External programs, [run by coroutines][CoroutinePrograms]: their end is awaited, and cancelling the wait is their end. */
@CatalogueEntry(
    id = "subprocess",
    title = "Start external programs, write to them, read from them, and wait for their end",
    documents = ["002"],
)
class Subprocess : SuspendingSample() {
    @Mixin
    private val options = ProgramOptions()

    override suspend fun perform(stage: Stage) = SuspendingScenes(CoroutinePrograms(), options, stage).play()
}

fun main(args: Array<String>) = Subprocess().launch(*args)

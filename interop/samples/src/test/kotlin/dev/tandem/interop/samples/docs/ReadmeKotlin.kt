package dev.tandem.interop.samples.docs

import dev.tandem.coroutines.gather
import dev.tandem.interop.runInExecutor
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ExecutorService

/** The README's Kotlin. */
internal object ReadmeKotlin {
    // snippet: lengths
    suspend fun lengths(files: List<Path>, executor: ExecutorService): List<Int> = gather(files) { file ->
        runInExecutor(executor) { Files.readString(file).length }
    }
    // end
}

package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import picocli.CommandLine.Option
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteExisting
import kotlin.io.path.deleteIfExists
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.seconds

/**
 * An exception between `lock` and `unlock` leaves a mutex held for ever, and the next caller waits for ever. `withLock`
 * gives the mutex back however its block ends.
 */
@CatalogueEntry(
    id = "lock-on-error",
    title = "A missing file leaves a lock held, unless a guard gives it back",
    documents = ["000"],
)
class LockOnError : SuspendingSample() {
    @Option(
        names = ["--patience"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long to wait for a caller that is stuck (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var patience: Duration

    override suspend fun perform(stage: Stage) {
        val folder = onDisk { createTempDirectory("lock-on-error") }
        val present = folder.resolve("present.txt")
        try {
            onDisk { present.writeText("some data") }
            val seconds = maxOf(stage.seconds(patience), 0.001) // a timeout of nothing would not look at the lock
            main(folder.resolve("missing.txt"), present, seconds)
        } finally {
            onDisk {
                present.deleteIfExists()
                folder.deleteExisting()
            }
        }
    }

    // snippet: lesson
    suspend fun readV1(file: Path, lock: Mutex, patience: Double): String {
        if (withTimeoutOrNull(patience.seconds) { lock.lock() } == null) {
            return "stuck, for the lock is still held" // with lock.lock() alone, for ever
        }
        val text = withContext(Dispatchers.IO) { file.readText() } // throws if there is no file,
        lock.unlock() // and then this line is never reached
        return "read \"$text\""
    }

    suspend fun readV2(file: Path, lock: Mutex): String {
        lock.withLock {
            val text = withContext(Dispatchers.IO) { file.readText() }
            return "read \"$text\""
        }
    }

    suspend fun readTwice(name: String, missing: Path, present: Path, read: suspend (Path, Mutex) -> String) {
        val lock = Mutex() // lets nobody in twice, not even the same coroutine
        try {
            read(missing, lock)
        } catch (e: NoSuchFileException) {
            println("$name: first caller: there is no ${missing.name}")
        }
        println("$name: next caller: ${read(present, lock)}")
    }

    suspend fun main(missing: Path, present: Path, patience: Double) {
        readTwice("v1", missing, present) { file, lock -> readV1(file, lock, patience) }
        readTwice("v2", missing, present) { file, lock -> readV2(file, lock) }
    }
    // end

    /** Does what blocks a thread where that harms nobody; once begun, it is carried to its end. */
    private suspend fun <T> onDisk(operation: () -> T): T = withContext(NonCancellable) {
        withContext(Dispatchers.IO) { operation() }
    }
}

fun main(args: Array<String>) = LockOnError().launch(*args)

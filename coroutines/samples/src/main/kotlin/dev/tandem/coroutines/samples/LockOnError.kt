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
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.toKotlinDuration

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

    private suspend fun v1(lock: Mutex, file: Path): String {
        lock.lock()
        val data = onDisk { file.readText() } // if this throws, the next line is never reached
        lock.unlock()
        return data
    }

    private suspend fun v2(lock: Mutex, file: Path): String = lock.withLock { onDisk { file.readText() } }

    override suspend fun perform(stage: Stage) {
        val folder = onDisk { createTempDirectory("lock-on-error") }
        val present = folder.resolve("present.txt")
        val missing = folder.resolve("missing.txt")
        try {
            onDisk { present.writeText("some data") }
            readTwice(stage, "v1", ::v1, missing, present)
            readTwice(stage, "v2", ::v2, missing, present)
        } finally {
            onDisk {
                present.deleteIfExists()
                folder.deleteExisting()
            }
        }
    }

    private suspend fun readTwice(
        stage: Stage,
        name: String,
        read: suspend (Mutex, Path) -> String,
        missing: Path,
        present: Path,
    ) {
        val lock = Mutex() // lets nobody in twice, not even the same coroutine
        println("$name: first caller: ${outcome(stage, lock) { read(lock, missing) }}")
        println("$name: next caller: ${outcome(stage, lock) { read(lock, present) }}")
    }

    private suspend fun outcome(stage: Stage, lock: Mutex, read: suspend () -> String): String = try {
        val data = if (lock.isLocked) withPatience(stage, read) else read() // a free lock keeps nobody waiting
        if (data == null) "stuck, for the lock is still held" else "read \"$data\""
    } catch (e: NoSuchFileException) {
        "there is no ${Path.of(e.file).fileName}"
    }

    private suspend fun withPatience(stage: Stage, read: suspend () -> String): String? =
        withTimeoutOrNull(stage.scaled(patience).toKotlinDuration()) { read() }

    /** Does what blocks a thread where that harms nobody; once begun, it is carried to its end. */
    private suspend fun <T> onDisk(operation: () -> T): T = withContext(NonCancellable) {
        withContext(Dispatchers.IO) { operation() }
    }
}

fun main(args: Array<String>) = LockOnError().launch(*args)

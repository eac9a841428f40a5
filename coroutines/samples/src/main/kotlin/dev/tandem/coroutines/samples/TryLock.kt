package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Option
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Who asks for a lock without waiting has an answer at once, and can do something else. */
@CatalogueEntry(
    id = "try-lock",
    title = "Ask for a lock without waiting, and do something else if it is held",
    documents = ["000"],
)
class TryLock : SuspendingSample() {
    @Option(
        names = ["--hold"],
        paramLabel = "SECONDS",
        defaultValue = "1.5",
        converter = [Seconds::class],
        description = [$$"How long the first holds the lock (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var hold: Duration

    @Option(
        names = ["--other"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long the second does something else (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var other: Duration

    override suspend fun perform(stage: Stage) = main(stage.seconds(hold), stage.seconds(other))

    // snippet: lesson
    suspend fun second(seconds: Double, lock: Mutex) {
        while (!lock.tryLock()) {
            println("second does something else")
            delay(seconds.seconds)
        }
        try {
            println("second has the lock")
        } finally {
            lock.unlock()
        }
    }

    suspend fun main(hold: Double, other: Double) = coroutineScope {
        val lock = Mutex()
        lock.withLock {
            println("first has the lock")
            launch { second(other, lock) }
            delay(hold.seconds)
            println("first gives the lock back")
        }
    } // waits for what was launched in it
    // end
}

fun main(args: Array<String>) = TryLock().launch(*args)

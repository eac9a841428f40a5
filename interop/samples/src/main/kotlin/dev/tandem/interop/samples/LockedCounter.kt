package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.asLock
import dev.tandem.interop.toThread
import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import picocli.CommandLine.Option
import kotlin.concurrent.withLock
import kotlin.time.Duration.Companion.seconds

/**
 * Threads and coroutines change the same state, behind the same mutex: coroutines suspend for it, threads block on its
 * face.
 */
@CatalogueEntry(
    id = "lock",
    title = "Change shared state without a lock, then behind one",
    documents = ["001"],
)
class LockedCounter : SuspendingSample() {
    @Option(
        names = ["--tasks"],
        paramLabel = "N",
        defaultValue = "5",
        converter = [AtLeastOne::class],
        description = [$$"How many threads count, and how many coroutines (default: ${DEFAULT-VALUE})."],
    )
    private var tasks = 0

    override suspend fun perform(stage: Stage) = main(tasks, stage.scaled(0.1))

    // snippet: lesson
    @Volatile
    var count = 0

    suspend fun addOne(name: String, seconds: Double) {
        val seen = count
        println("$name reads $seen")
        delay(seconds.seconds) // the others run meanwhile
        count = seen + 1
        println("$name writes ${seen + 1}")
    }

    fun addOneBlocking(name: String, seconds: Double) {
        val seen = count
        println("$name reads $seen")
        Thread.sleep(Math.round(1000 * seconds)) // the others run meanwhile
        count = seen + 1
        println("$name writes ${seen + 1}")
    }

    suspend fun inTasks(how: String, tasks: Int, suspending: suspend (String) -> Unit, blocking: (String) -> Unit) {
        println(how)
        count = 0
        withContext(Dispatchers.Default) {
            repeat(tasks) { i ->
                launch { suspending("coroutine-$i") }
                launch { toThread { blocking("thread-$i") } }
            }
        } // waits for what was launched in it
        println("$tasks threads and $tasks coroutines counted to $count")
    }

    suspend fun main(tasks: Int, seconds: Double) {
        inTasks("without a lock", tasks, { addOne(it, seconds) }, { addOneBlocking(it, seconds) })
        val mutex = Mutex() // coroutines suspend for it, ...
        val lock = mutex.asLock() // ... and threads block for the same one
        val suspending: suspend (String) -> Unit = { mutex.withLock { addOne(it, seconds) } }
        inTasks("behind a lock", tasks, suspending) { lock.withLock { addOneBlocking(it, seconds) } }
    }
    // end
}

fun main(args: Array<String>) = LockedCounter().launch(*args)

package dev.tandem.coroutines.samples

import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import picocli.CommandLine.Option
import kotlin.time.Duration.Companion.seconds

/**
 * Even on one thread, another coroutine may come between reading a value and writing it back, wherever this one
 * suspends. Behind a mutex, nobody does.
 */
@CatalogueEntry(id = "lock", title = "Change shared state without a lock, then behind one", documents = ["001"])
class LockedCounter : SuspendingSample() {
    @Option(
        names = ["--tasks"],
        paramLabel = "N",
        defaultValue = "5",
        converter = [AtLeastOne::class],
        description = ["How many tasks count at once (default: \${DEFAULT-VALUE})."],
    )
    private var tasks = 0

    override suspend fun perform(stage: Stage) = main(tasks, stage.scaled(0.1))

    // snippet: lesson
    var count = 0

    suspend fun addOne(name: String, seconds: Double) {
        val seen = count
        println("$name reads $seen")
        delay(seconds.seconds) // the others run meanwhile
        count = seen + 1
        println("$name writes ${seen + 1}")
    }

    suspend fun addOneGuarded(name: String, seconds: Double, lock: Mutex) {
        lock.withLock { addOne(name, seconds) }
    }

    suspend fun inTasks(how: String, tasks: Int, addOne: suspend (String) -> Unit) {
        println(how)
        count = 0
        coroutineScope {
            repeat(tasks) { i -> launch { addOne("task-$i") } }
        } // waits for what was launched in it
        println("$tasks tasks counted to $count")
    }

    suspend fun main(tasks: Int, seconds: Double) {
        inTasks("without a lock", tasks) { name -> addOne(name, seconds) }
        val lock = Mutex()
        inTasks("behind a lock", tasks) { name -> addOneGuarded(name, seconds, lock) }
    }
    // end
}

fun main(args: Array<String>) = LockedCounter().launch(*args)

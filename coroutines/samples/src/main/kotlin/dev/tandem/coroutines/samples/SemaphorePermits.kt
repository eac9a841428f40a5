package dev.tandem.coroutines.samples

import dev.tandem.samples.AtLeastOne
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import picocli.CommandLine.Option
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/** However many tasks there are, no more of them work at once than the semaphore has permits. */
@CatalogueEntry(id = "semaphore", title = "Share ten permits among many tasks", documents = ["001"])
class SemaphorePermits : SuspendingSample() {
    @Option(
        names = ["--permits"],
        paramLabel = "N",
        defaultValue = "10",
        converter = [AtLeastOne::class],
        description = ["How many tasks may work at once (default: \${DEFAULT-VALUE})."],
    )
    private var permits = 0

    @Option(
        names = ["--tasks"],
        paramLabel = "N",
        defaultValue = "30",
        converter = [AtLeastOne::class],
        description = ["How many tasks there are (default: \${DEFAULT-VALUE})."],
    )
    private var tasks = 0

    override suspend fun perform(stage: Stage) {
        val resource = Resource(permits)
        val took =
            measureTime {
                coroutineScope {
                    repeat(tasks) { i ->
                        launch { resource.use("task-$i", stage) }
                    }
                }
            }
        stage.out.printf(
            "%d tasks, never more than %d inside, took %.2f s%n",
            tasks,
            resource.mostInside.get(),
            took.toDouble(SECONDS),
        )
    }

    /** What the tasks share, and who is using it. */
    private class Resource(permits: Int) {
        private val semaphore = Semaphore(permits)
        private val inside = AtomicInteger()
        val mostInside = AtomicInteger()

        suspend fun use(name: String, stage: Stage) = semaphore.withPermit {
            val now = inside.incrementAndGet()
            mostInside.accumulateAndGet(now, ::maxOf)
            stage.out.println("$name works, $now inside")
            stage.delay(1.seconds)
            inside.decrementAndGet()
        }
    }
}

fun main(args: Array<String>) = SemaphorePermits().launch(*args)

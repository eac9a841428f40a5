package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PermitsOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import picocli.CommandLine.Mixin
import kotlin.time.measureTime

/** However many tasks there are, no more of them work at once than the semaphore has permits. */
@CatalogueEntry(id = "semaphore", title = "Share ten permits among many tasks", documents = ["001"])
class SemaphorePermits : SuspendingSample() {
    @Mixin
    private val options = PermitsOptions()

    override suspend fun perform(stage: Stage) {
        val resource = SharedResource(options.permits(), stage)
        val took = measureTime {
            coroutineScope {
                repeat(options.tasks()) { i ->
                    launch { resource.use("task-$i") }
                }
            }
        }
        resource.report(options.tasks(), took)
    }
}

fun main(args: Array<String>) = SemaphorePermits().launch(*args)

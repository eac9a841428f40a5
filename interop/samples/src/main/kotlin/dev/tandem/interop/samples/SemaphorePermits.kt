package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SharedResource
import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PermitsOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import kotlin.time.measureTime

/**
 * One limit over threads and coroutines together: every other task is a thread, and no more of both work at once than
 * the semaphore has permits. The threads' half is [PermitThread], in Java.
 */
@CatalogueEntry(
    id = "semaphore",
    title = "Share ten permits among many tasks",
    documents = ["001"],
)
class SemaphorePermits : SuspendingSample() {
    @Mixin
    private val options = PermitsOptions()

    override suspend fun perform(stage: Stage) {
        val resource = SharedResource(options.permits(), stage)
        val took = measureTime {
            withContext(Dispatchers.Default) {
                for (i in 0 until options.tasks()) {
                    if (i % 2 == 0) {
                        launch { toThread { PermitThread.use(resource, "thread-$i", stage) } }
                    } else {
                        launch { resource.use("coroutine-$i") }
                    }
                }
            }
        }
        resource.report(options.tasks(), took)
    }
}

fun main(args: Array<String>) = SemaphorePermits().launch(*args)

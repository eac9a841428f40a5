package dev.tandem.interop.samples

import dev.tandem.interop.toThread
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import java.util.concurrent.ExecutorService
import java.util.concurrent.TimeUnit.SECONDS

/** Runs [block] with a pool of its own. Afterwards the pool's tasks are interrupted, and its threads gone. */
internal suspend fun <T> usePool(pool: ExecutorService, block: suspend (ExecutorService) -> T): T {
    try {
        return block(pool)
    } finally {
        pool.shutdownNow()
        withContext(NonCancellable) { toThread { pool.awaitTermination(10, SECONDS) } }
    }
}

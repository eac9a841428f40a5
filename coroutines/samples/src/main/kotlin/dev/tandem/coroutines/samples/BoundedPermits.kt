package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import kotlinx.coroutines.sync.Semaphore

/**
 * A semaphore such as Java's does not know how many permits there ought to be: one release too many, and from then on it
 * lets one more in. A bounded one refuses it; kotlinx's is always bounded.
 */
@CatalogueEntry(
    id = "bounded-semaphore",
    title = "Release a permit once too often, and be told so",
    documents = ["001"],
)
class BoundedPermits : SuspendingSample() {
    override suspend fun perform(stage: Stage) = main()

    // snippet: lesson
    fun enter(tryAcquire: () -> Boolean): Int {
        var inside = 0
        while (tryAcquire()) { // takes a permit if there is one, and never waits
            inside++
        }
        return inside
    }

    suspend fun main() {
        val plain = java.util.concurrent.Semaphore(1) // kotlinx has none that is not bounded
        plain.tryAcquire() // its acquire would block the thread
        plain.release()
        plain.release()
        println("plain: released once too often")
        println("plain: lets ${enter(plain::tryAcquire)} in")

        val bounded = Semaphore(1)
        bounded.acquire()
        bounded.release()
        try {
            bounded.release()
        } catch (e: IllegalStateException) {
            println("bounded: refuses to be released once too often")
        }
        println("bounded: lets ${enter(bounded::tryAcquire)} in")
    }
    // end
}

fun main(args: Array<String>) = BoundedPermits().launch(*args)

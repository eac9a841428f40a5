package dev.tandem.coroutines.samples

import dev.tandem.samples.Stage
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS

/** What many tasks share, and who is using it: whoever has a permit of its [semaphore]. */
class SharedResource(permits: Int, private val stage: Stage) {
    val semaphore = Semaphore(permits)
    private val inside = AtomicInteger()
    private val mostInside = AtomicInteger()

    /** Waits for a permit, and uses it for a while. */
    suspend fun use(name: String) = semaphore.withPermit {
        enter(name)
        stage.delay(1.seconds)
        leave()
    }

    /** Somebody with a permit begins to use it. */
    fun enter(name: String) {
        val now = inside.incrementAndGet()
        mostInside.accumulateAndGet(now, ::maxOf)
        println("$name works, $now inside")
    }

    /** Somebody is about to give the permit back. */
    fun leave() {
        inside.decrementAndGet()
    }

    /** Says what became of so many [tasks]. */
    fun report(tasks: Int, took: Duration) {
        val most = mostInside.get()
        System.out.printf("%d tasks, never more than %d inside, took %.2f s%n", tasks, most, took.toDouble(SECONDS))
    }
}

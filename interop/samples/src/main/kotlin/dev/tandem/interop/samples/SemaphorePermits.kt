package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.asBlockingSemaphore
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PermitsOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import picocli.CommandLine.Mixin
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/**
 * One limit over threads and coroutines together: every other task is a thread, and no more of both work at once than
 * the semaphore has permits.
 */
@CatalogueEntry(
    id = "semaphore",
    title = "Share ten permits among many tasks",
    documents = ["001"],
)
class SemaphorePermits : SuspendingSample() {
    @Mixin
    private val options = PermitsOptions()

    override suspend fun perform(stage: Stage) = main(options.permits(), options.tasks(), stage.scaled(1.0))

    // snippet: lesson
    class Room(val permits: Semaphore, val inside: AtomicInteger, val most: AtomicInteger)

    fun enter(name: String, room: Room) {
        val inside = room.inside.incrementAndGet()
        room.most.accumulateAndGet(inside, ::maxOf)
        println("$name works, $inside inside")
    }

    suspend fun coroutine(name: String, room: Room, seconds: Double) = room.permits.withPermit {
        enter(name, room)
        delay(seconds.seconds)
        room.inside.decrementAndGet()
    }

    fun thread(name: String, room: Room, seconds: Double) = room.permits.asBlockingSemaphore().withPermit {
        enter(name, room)
        Thread.sleep(Math.round(1000 * seconds))
        room.inside.decrementAndGet()
    }

    suspend fun main(permits: Int, count: Int, seconds: Double) {
        val room = Room(Semaphore(permits), AtomicInteger(), AtomicInteger())
        val took = measureTime {
            coroutineScope {
                for (i in 0..<count step 2) {
                    launch { toThread { thread("thread-$i", room, seconds) } }
                }
                for (i in 1..<count step 2) {
                    launch { coroutine("coroutine-$i", room, seconds) }
                }
            } // waits for what was launched in it
        }
        println(
            "%d tasks, never more than %d inside, took %.2f s".format(count, room.most.get(), took.toDouble(SECONDS)),
        )
    }
    // end
}

fun main(args: Array<String>) = SemaphorePermits().launch(*args)

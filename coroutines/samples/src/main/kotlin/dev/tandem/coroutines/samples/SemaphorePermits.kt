package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.PermitsOptions
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import picocli.CommandLine.Mixin
import kotlin.time.Duration.Companion.seconds
import kotlin.time.DurationUnit.SECONDS
import kotlin.time.measureTime

/** However many tasks there are, no more of them work at once than the semaphore has permits. */
@CatalogueEntry(id = "semaphore", title = "Share ten permits among many tasks", documents = ["001"])
class SemaphorePermits : SuspendingSample() {
    @Mixin
    private val options = PermitsOptions()

    override suspend fun perform(stage: Stage) = main(options.permits(), options.tasks(), stage.scaled(1.0))

    // snippet: lesson
    class Room(val permits: Semaphore) {
        var inside = 0 // a plain number will do: one thread runs all tasks
        var most = 0
    }

    suspend fun work(name: String, room: Room, seconds: Double) {
        room.permits.withPermit {
            room.inside++
            room.most = maxOf(room.most, room.inside)
            println("$name works, ${room.inside} inside")
            delay(seconds.seconds)
            room.inside--
        }
    }

    suspend fun main(permits: Int, count: Int, seconds: Double) {
        val room = Room(Semaphore(permits))
        val took = measureTime {
            coroutineScope {
                for (i in 0..<count) {
                    launch { work("task-$i", room, seconds) }
                }
            } // waits for what was launched in it
        }
        println(
            "%d tasks, never more than %d inside, took %.2f s".format(count, room.most, took.toDouble(SECONDS)),
        )
    }
    // end
}

fun main(args: Array<String>) = SemaphorePermits().launch(*args)

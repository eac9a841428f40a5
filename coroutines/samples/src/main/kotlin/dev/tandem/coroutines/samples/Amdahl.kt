package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.amdahl.AmdahlOptions
import dev.tandem.samples.amdahl.SpeedUp
import dev.tandem.samples.amdahl.SpeedUpPicture
import dev.tandem.samples.amdahl.SpeedUpTable
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.nio.file.Path
import java.security.MessageDigest
import kotlin.math.roundToLong
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

/**
 * A job of which the part B cannot be shared out gets no faster than 1 / B, however many work on it: Amdahl's law. A
 * job that waits keeps to it with any number of coroutines, all on one thread; a job that computes only as long as
 * each coroutine has a processor to itself.
 */
@CatalogueEntry(
    id = "amdahl",
    title = "Predict a speed-up by Amdahl's law, then measure it",
    documents = ["000"],
)
class Amdahl : SuspendingSample() {
    @Mixin
    private val options = AmdahlOptions()

    override suspend fun perform(stage: Stage) {
        options.check()
        val measured = measure(stage)
        SpeedUpTable.print(stage, options.law(), measured)
        println("curve: ${draw(measured)}")
    }

    private suspend fun measure(stage: Stage): List<SpeedUp> {
        val waiting = Work { part -> stage.delay(WHOLE_WAIT * part) }
        val computing = Work { part -> hash((part * options.blocks()).roundToLong()) }
        return stage.progress(id(), options.workers().size + 1L).use { progress ->
            val waitingAlone = fastest(waiting, 1)
            val computingAlone = fastest(computing, 1)
            progress.step()
            options.workers().map { workers ->
                SpeedUp(workers, speedUp(waiting, waitingAlone, workers), speedUp(computing, computingAlone, workers))
                    .also { progress.step() }
            }
        }
    }

    private suspend fun hash(blocks: Long) = withContext(Dispatchers.Default) {
        val digest = MessageDigest.getInstance("SHA-256")
        for (block in 1..blocks) {
            digest.update(BLOCK)
            ensureActive()
        }
    }

    private suspend fun speedUp(job: Work, alone: Duration, workers: Int): Double =
        if (workers == 1) 1.0 else alone / fastest(job, workers)

    /** The time that a job takes when so many share it. */
    private suspend fun fastest(job: Work, workers: Int): Duration =
        List(options.runs()) { time(options.law().serial(), workers, job) }.min()

    // snippet: lesson
    fun predictedSpeedUp(serial: Double, workers: Int): Double =
        1 / (serial + (1 - serial) / workers) // Amdahl's law; its limit is 1 / serial

    /** Does so much of the whole job: 0 is none of it, 1 is all. */
    fun interface Work {
        suspend fun doPart(part: Double)
    }

    suspend fun time(serial: Double, workers: Int, job: Work): Duration = measureTime {
        job.doPart(serial) // nobody can help with this
        coroutineScope {
            repeat(workers) {
                launch { job.doPart((1 - serial) / workers) }
            }
        }
    }
    // end

    private suspend fun draw(measured: List<SpeedUp>): Path = withContext(Dispatchers.IO) {
        SpeedUpPicture.write(options.picture(), options.law(), measured)
    }

    private companion object {
        val BLOCK = ByteArray(64 * 1024)
        val WHOLE_WAIT = 1.seconds
    }
}

fun main(args: Array<String>) = Amdahl().launch(*args)

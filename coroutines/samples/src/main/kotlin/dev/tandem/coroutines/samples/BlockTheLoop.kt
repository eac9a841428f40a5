package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.yield
import picocli.CommandLine.Option
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds

/**
 * One thread that serves many can serve nobody while one of them blocks it: a clock on it stands still. What blocks
 * belongs on another thread.
 */
@CatalogueEntry(
    id = "block-the-loop",
    title = "One blocking call stalls everybody on its thread; an executor is the cure",
    documents = ["000", "003"],
)
class BlockTheLoop : SuspendingSample() {
    @Option(
        names = ["--block"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long the call blocks (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var block: Duration

    override suspend fun perform(stage: Stage) = main(stage.seconds(block))

    // snippet: lesson
    fun blockingCall(seconds: Double, ticks: AtomicInteger): Int {
        val before = ticks.get()
        Thread.sleep((1000 * seconds).toLong()) // a delay would give way; this does not
        return ticks.get() - before
    }

    suspend fun main(seconds: Double) = coroutineScope {
        // on the one thread of runBlocking
        val ticks = AtomicInteger()
        val ticking = launch {
            while (true) {
                ticks.incrementAndGet()
                delay((seconds / 10).seconds)
            }
        }
        yield() // it begins
        val onTheLoop = blockingCall(seconds, ticks)
        println("on the loop: $onTheLoop ticks")
        val onAnExecutor = runInterruptible(Dispatchers.IO) { blockingCall(seconds, ticks) }
        println("on an executor: $onAnExecutor ticks")
        ticking.cancel()
    }
    // end
}

fun main(args: Array<String>) = BlockTheLoop().launch(*args)

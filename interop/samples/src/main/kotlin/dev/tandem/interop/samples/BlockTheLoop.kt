package dev.tandem.interop.samples

import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Sample
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import picocli.CommandLine.Option
import java.time.Duration
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds

/**
 * A thread of Java's that serves coroutines can serve none of them while one calls what blocks: a clock on it stands
 * still. What blocks belongs on another thread, and the coroutine awaits it there.
 */
@CatalogueEntry(
    id = "block-the-loop",
    title = "One blocking call stalls everybody on its thread; an executor is the cure",
    documents = ["000", "003"],
)
class BlockTheLoop : Sample() {
    @Option(
        names = ["--block"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = [$$"How long the call blocks (default: ${DEFAULT-VALUE})."],
    )
    private lateinit var block: Duration

    override fun run(stage: Stage) = main(stage.seconds(block))

    // snippet: lesson
    fun blockingCall(seconds: Double, ticks: AtomicInteger): Int {
        val before = ticks.get()
        Thread.sleep((1000 * seconds).toLong()) // a delay would give way; this does not
        return ticks.get() - before
    }

    fun main(seconds: Double) {
        val loop = Executors.newSingleThreadExecutor() // Java's, and coroutines run on it
        try {
            runBlocking(loop.asCoroutineDispatcher()) {
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
                val onAnExecutor = toThread { blockingCall(seconds, ticks) }
                println("on an executor: $onAnExecutor ticks")
                ticking.cancel()
            }
        } finally {
            loop.shutdownNow()
        }
    }
    // end
}

fun main(args: Array<String>) = BlockTheLoop().launch(*args)

package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import dev.tandem.samples.Sample
import dev.tandem.samples.SampleThreads
import io.kotest.assertions.withClue
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread

/** Plays a sample in real time on a thread of its own, to be listened to and interrupted, as Ctrl-C does. */
class Player private constructor(sample: Sample, options: Array<out String>, private val interruptAt: Int) {
    private val lines = LinkedBlockingQueue<String>()

    @Volatile
    private var outcome: Throwable? = null
    private val stage = sample.stageFor(*options)
    private val thread =
        thread(start = false, name = "player") { outcome = runCatching { play(sample) }.exceptionOrNull() }

    @Volatile
    private var main: Thread? = null

    private fun play(sample: Sample) = CapturedOutput.start(::hear).use {
        SampleThreads.run("main") {
            main = Thread.currentThread()
            sample.run(stage)
        }
    }

    private fun hear(line: String) {
        lines += line
        if (lines.size == interruptAt) main!!.interrupt()
    }

    /** Waits for the next line that the sample prints. */
    fun nextLine(): String = withClue({ "the sample prints nothing more; it threw $outcome" }) {
        lines.poll(PATIENCE_SECONDS, SECONDS).shouldNotBeNull()
    }

    /** Interrupts the sample, and requires that it ends for this reason. */
    fun interrupt() {
        thread.interrupt()
        requireInterrupted()
    }

    private fun requireInterrupted() {
        thread.join(SECONDS.toMillis(PATIENCE_SECONDS))
        withClue("the sample has to end") { thread.isAlive shouldBe false }
        outcome.shouldBeInstanceOf<InterruptedException>()
    }

    companion object {
        private const val PATIENCE_SECONDS = 20L
        private const val NEVER = -1

        /** Plays [sample] while [listen] runs, which has to interrupt it. */
        suspend fun play(sample: Sample, vararg options: String, listen: suspend Player.() -> Unit) {
            val player = Player(sample, options, interruptAt = NEVER)
            player.thread.start()
            try {
                player.listen()
            } finally {
                player.thread.interrupt()
            }
            player.requireInterrupted()
        }

        /** Plays a sample that is interrupted while it prints its first line, and so before it can go on. */
        fun interruptAtOnce(sample: Sample, vararg options: String) {
            val player = Player(sample, options, interruptAt = 1)
            player.thread.start()
            player.requireInterrupted()
        }
    }
}

package dev.tandem.interop.samples.serve

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.samples.play.Report
import dev.tandem.interop.samples.play.SideTask
import dev.tandem.threads.QueueShutDownException
import dev.tandem.threads.processes.ProcessPool
import java.io.IOException
import java.lang.ProcessBuilder.Redirect.DISCARD
import java.nio.file.Path
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.concurrent.thread

/** A side that is under way. Its [reports] are shut down when there will be no more. */
internal interface Played {
    val reports: JoinableQueue<Report>

    /** Why it ended without saying so itself, once its reports are shut down. */
    val failure: String

    /** Asks it to end. */
    fun stop()

    /** Ends it, and all processes that it started. */
    fun kill()
}

/** A side in a process of a pool. */
internal class PooledSide(pool: ProcessPool, reports: Reports, task: (key: String, port: Int) -> SideTask) : Played {
    private val expected = reports.expect()
    private val future: CompletableFuture<Boolean> = pool.submit(task(expected.key, reports.port))

    init {
        // a process that has connected ends its queue itself, once its connection, which may still be in line, is read
        future.whenComplete { _, _ ->
            if (future.isCancelled) {
                expected.giveUp()
            } else {
                CompletableFuture.delayedExecutor(
                    GRACE,
                    SECONDS,
                ).execute(expected::giveUp)
            }
        }
    }

    override val failure: String get() = try {
        future.getNow(null)
        "its process said nothing"
    } catch (e: CompletionException) {
        "${e.cause}"
    } catch (_: CancellationException) {
        "its process was killed"
    }

    override val reports get() = expected.queue

    override fun stop() {
        future.cancel(false)
    }

    override fun kill() {
        future.cancel(true)
    }

    private companion object {
        const val GRACE = 2L
    }
}

/** A side in a Python of its own, which plays at its own pace and takes no options of ours. */
internal class PythonSide(program: Path, arguments: List<String>) : Played {
    override val reports = JoinableQueue.fifo<Report>(ROOM)
    override val failure = "its process was killed"
    private val start = System.nanoTime()
    private val process: Process = ProcessBuilder(command + program.toString() + arguments)
        .directory(program.parent.toFile())
        .apply { environment()["TMPDIR"] = "${program.parent}" }
        .redirectErrorStream(true)
        .start()
        .also { it.outputStream.close() }

    init {
        thread(name = "python", isDaemon = true, block = ::read)
    }

    private fun read() {
        val face = reports.asBlockingQueue()
        try {
            process.inputReader(Charsets.UTF_8).forEachLine { face.put(Report.Line(seconds(), it)) }
            val how = if (process.waitFor() == 0) Report.How.DONE else Report.How.FAILED
            face.put(Report.Ended(seconds(), how, null))
        } catch (_: IOException) {
            // it was killed
        } catch (_: QueueShutDownException) {
            kill() // the queue was shut down: nobody wants to know
        } finally {
            reports.shutdown()
        }
    }

    private fun seconds() = (System.nanoTime() - start) / 1e9

    override fun stop() {
        (listOf(process.toHandle()) + process.descendants().toList()).forEach { it.destroy() }
    }

    override fun kill() {
        (process.descendants().toList() + process.toHandle()).forEach { it.destroyForcibly() }
    }

    companion object {
        private const val ROOM = 1_000
        private val command = listOf("python3", "-I", "-u", "-X", "utf8")

        /** Whether there is a `python3`. */
        val isInstalled: Boolean by lazy {
            try {
                val asked = ProcessBuilder(
                    "python3",
                    "--version",
                ).redirectErrorStream(true).redirectOutput(DISCARD).start()
                try {
                    asked.waitFor(10, SECONDS) && asked.exitValue() == 0
                } finally {
                    asked.destroyForcibly()
                }
            } catch (_: IOException) {
                false
            }
        }
    }
}

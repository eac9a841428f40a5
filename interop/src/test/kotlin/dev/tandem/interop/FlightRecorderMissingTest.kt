package dev.tandem.interop

import dev.tandem.coroutines.Event
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.traced
import dev.tandem.threads.processes.ProcessPool
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import java.io.File
import java.time.Duration
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.io.path.Path
import kotlin.time.Duration.Companion.minutes
import dev.tandem.threads.Event as ThreadsEvent
import dev.tandem.threads.JoinableQueue as ThreadsQueue

/** That a JVM without Java's Flight Recorder, as one made by `jlink` may be, runs everything all the same. */
class FlightRecorderMissingTest :
    FunSpec({
        timeout = 2.minutes.inWholeMilliseconds

        test("in a JVM that has the base module alone, waits, spans, crossings and processes go on") {
            val java = Path(System.getProperty("java.home"), "bin", "java").toString()
            val program =
                ProcessBuilder(
                    java,
                    "--limit-modules",
                    "java.base",
                    "-cp",
                    libraries(),
                    WithoutFlightRecorder::class.java.name,
                )
                    .redirectErrorStream(true)
                    .start()
            program.outputStream.close()
            val output = program.inputStream.bufferedReader().readText()
            program.waitFor(60, SECONDS) shouldBe true
            output.trim() shouldBe "recorder: false, threads: 1 true, coroutines: 2 true, bridge: null 3, process: 4"
        }
    })

private fun libraries(): String = System.getProperty("java.class.path").split(File.pathSeparator).filter {
    "classes" in it || "kotlin-stdlib" in it || "kotlinx-coroutines-core" in it || "tandem" in File(it).name
}.joinToString(File.pathSeparator)

/** The program that runs there. */
internal object WithoutFlightRecorder {
    @JvmStatic
    fun main(args: Array<String>) {
        val recorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent
        println(
            "recorder: $recorder, threads: ${threads()}, coroutines: ${coroutines()}, bridge: ${bridge()}, process: ${process()}",
        )
    }

    private fun threads(): String {
        val queue = ThreadsQueue.fifo<Int>()
        val event = ThreadsEvent()
        val putter =
            Thread {
                event.await()
                queue.put(1)
            }
        putter.start()
        event.await(Duration.ofMillis(20))
        event.set()
        return "${queue.take()} ${event.isSet}"
    }

    private fun coroutines(): String = runBlocking(traced()) {
        val queue = JoinableQueue.fifo<Int>()
        val event = Event()
        launch(start = UNDISPATCHED) {
            event.await()
            queue.put(2)
        }
        event.set()
        "${queue.take()} ${event.isSet}"
    }

    private fun bridge(): String {
        val missing = JoinableQueue.fifo<Int>().asBlockingQueue().poll(5, MILLISECONDS)
        return "$missing ${Suspend.block<Int> { toThread { 3 } }}"
    }

    private fun process(): Int = ProcessPool.builder().size(1).build().use { pool ->
        pool.submit<Int> { 4 }.get(30, SECONDS)
    }
}

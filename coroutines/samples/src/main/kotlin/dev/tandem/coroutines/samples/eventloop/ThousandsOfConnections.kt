package dev.tandem.coroutines.samples.eventloop

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.echo.EchoClients
import dev.tandem.samples.echo.EchoOptions
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Mixin
import java.time.Duration
import java.util.PriorityQueue
import java.util.concurrent.TimeUnit.NANOSECONDS
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.toKotlinDuration

/**
 * Ten thousand coroutines wait for ten thousand sockets on one thread, which asks its selector which of them can go on.
 * What comes next is the next line, as in [round], and needs no callback. The lesson is the loop without sockets;
 * [EventLoop] is the one that serves thousands.
 */
@CatalogueEntry(
    id = "event-loop",
    title = "Hold thousands of connections on one thread, then echo on all of them",
    documents = ["000"],
)
class ThousandsOfConnections : SuspendingSample() {
    @Mixin
    private val options = EchoOptions()

    override suspend fun perform(stage: Stage) {
        options.check()
        main(stage.scaled(1.0))
        EventLoop.open().use { loop -> withContext(loop) { round(loop, stage) } }
    }

    // snippet: lesson
    class Timer(val due: Long, val callback: () -> Unit)

    class Loop {
        val ready = ArrayDeque<() -> Unit>()
        val timers = PriorityQueue<Timer>(compareBy { it.due })

        suspend fun sleep(seconds: Double) = suspendCoroutine { sleeper ->
            timers.add(Timer(System.nanoTime() + (1e9 * seconds).toLong()) { sleeper.resume(Unit) })
        }

        fun launch(block: suspend () -> Unit) {
            ready.add { block.startCoroutine(Continuation(EmptyCoroutineContext) { it.getOrThrow() }) }
        }

        fun run() {
            while (ready.isNotEmpty() || timers.isNotEmpty()) {
                if (ready.isEmpty()) { // one that serves sockets waits here for any of them, too
                    NANOSECONDS.sleep(timers.element().due - System.nanoTime())
                }
                while (timers.isNotEmpty() && timers.element().due <= System.nanoTime()) {
                    ready.add(timers.remove().callback)
                }
                repeat(ready.size) { ready.removeFirst()() }
            }
        }
    }

    suspend fun countDown(loop: Loop, name: String, seconds: Double, count: Int) {
        for (i in count downTo 1) {
            println("$name $i")
            if (i > 1) loop.sleep(seconds)
        }
    }

    fun main(seconds: Double) {
        val loop = Loop()
        loop.launch { countDown(loop, "A", seconds, 3) }
        loop.launch { countDown(loop, "B", 1.5 * seconds, 3) }
        loop.run()
    }
    // end

    private suspend fun round(loop: EventLoop, stage: Stage) = coroutineScope {
        val idleTimeout = stage.scaled(options.idleTimeout()).toKotlinDuration()
        EchoServer.open(loop, if (idleTimeout == ZERO) INFINITE else idleTimeout).use { server ->
            EchoClients.start(server.address, options.connections()).use { clients ->
                val serving = launch { server.serve() }
                play(server, clients, stage)
                serving.cancel()
            }
        }
    }

    private suspend fun play(server: EchoServer, clients: EchoClients, stage: Stage) {
        val count = options.connections()
        clients.ready().await()
        val connecting = timed {
            clients.connect().await()
            server.accepted.first { it >= count } // the system connects clients before the server accepts them
        }
        println("${server.connections} connections are open, after $connecting")
        val holding = timed { stage.delay(options.hold().toKotlinDuration()) }
        println("${server.connections} connections were held for $holding")
        val echoing = timed { clients.echo().await() }
        println("$count echoes came back in $echoing")
        if (!options.idleTimeout().isZero) {
            val hangingUp = timed { clients.awaitHangUp(stage.scaled(options.idleTimeout()) + GRACE).await() }
            println("$count silent connections were hung up on within $hangingUp")
        }
        println("one thread served them all: ${Thread.currentThread().name}")
    }

    private inline fun timed(block: () -> Unit): String {
        val start = System.nanoTime()
        block()
        return "%.2f s".format((System.nanoTime() - start) / 1e9)
    }

    private companion object {
        val GRACE: Duration = Duration.ofSeconds(30)
    }
}

fun main(args: Array<String>) = ThousandsOfConnections().launch(*args)

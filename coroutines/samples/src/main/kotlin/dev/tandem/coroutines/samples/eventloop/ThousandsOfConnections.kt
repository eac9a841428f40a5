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
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.ZERO
import kotlin.time.toKotlinDuration

/**
 * Ten thousand coroutines wait for ten thousand sockets on one thread, which asks its selector which of them can go on.
 * What comes next is the next line, as in [round], and needs no callback.
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
        EventLoop.open().use { loop -> withContext(loop) { round(loop, stage) } }
    }

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

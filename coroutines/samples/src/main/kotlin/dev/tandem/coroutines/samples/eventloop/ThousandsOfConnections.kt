package dev.tandem.coroutines.samples.eventloop

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.coroutines.samples.delay
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Descriptors
import dev.tandem.samples.Misuse
import dev.tandem.samples.SampleFailure
import dev.tandem.samples.Seconds
import dev.tandem.samples.Stage
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.io.IOException
import java.time.Duration
import kotlin.time.Duration.Companion.INFINITE
import kotlin.time.Duration.Companion.seconds
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
    @Spec
    private lateinit var spec: CommandSpec

    @Option(
        names = ["--connections"],
        paramLabel = "N",
        defaultValue = "5000",
        description = ["Connections at once (default: \${DEFAULT-VALUE}); each takes two descriptors."],
    )
    private var connections = 0

    @Option(
        names = ["--hold"],
        paramLabel = "SECONDS",
        defaultValue = "1",
        converter = [Seconds::class],
        description = ["How long they are idle before the echoes (default: \${DEFAULT-VALUE})."],
    )
    private lateinit var hold: Duration

    @Option(
        names = ["--idle-timeout"],
        paramLabel = "SECONDS",
        defaultValue = "0",
        converter = [Seconds::class],
        description = ["Let the server hang up on who is silent for so long (default: 0, never)."],
    )
    private lateinit var idleTimeout: Duration

    override suspend fun perform(stage: Stage) {
        checkOptions()
        Descriptors.requireForConnections(connections)
        try {
            EventLoop.open().use { loop -> withContext(loop) { round(loop, stage) } }
        } catch (e: IOException) {
            throw SampleFailure(e.message ?: e.toString())
        }
    }

    private suspend fun round(loop: EventLoop, stage: Stage) = coroutineScope {
        EchoServer.open(loop, if (idleTimeout.isZero) INFINITE else scaledIdleTimeout(stage)).use { server ->
            EchoClients(loop, server.address, connections).use { clients ->
                val serving = launch { server.serve() }
                play(server, clients, stage)
                serving.cancel()
            }
        }
    }

    private suspend fun play(server: EchoServer, clients: EchoClients, stage: Stage) {
        val connecting = timed {
            clients.connect()
            server.accepted.first { it >= connections } // the system connects clients before the server accepts them
        }
        stage.out.println("${server.connections} connections are open, after $connecting")
        val holding = timed { stage.delay(hold.toKotlinDuration()) }
        stage.out.println("${server.connections} connections were held for $holding")
        val echoing = timed { clients.echo() }
        stage.out.println("$connections echoes came back in $echoing")
        if (!idleTimeout.isZero) {
            val hangingUp = timed { clients.awaitHangUp(scaledIdleTimeout(stage) + GRACE) }
            stage.out.println("$connections silent connections were hung up on within $hangingUp")
        }
        stage.out.println("one thread did it all: ${Thread.currentThread().name}")
    }

    private inline fun timed(block: () -> Unit): String {
        val start = System.nanoTime()
        block()
        return "%.2f s".format((System.nanoTime() - start) / 1e9)
    }

    private fun scaledIdleTimeout(stage: Stage) = stage.scaled(idleTimeout).toKotlinDuration()

    private fun checkOptions() {
        if (connections < 1) {
            throw Misuse(spec.commandLine(), "--connections must be at least 1, not $connections", "Try 5000.")
        }
        if (!idleTimeout.isZero && idleTimeout <= hold) {
            throw Misuse(
                spec.commandLine(),
                "--idle-timeout ${words(idleTimeout)} ends before --hold ${words(hold)} does",
                "Try a longer --idle-timeout.",
            )
        }
    }

    private fun words(time: Duration) = "${time.toMillis() / 1e3} s"

    private companion object {
        val GRACE = 30.seconds
    }
}

fun main(args: Array<String>) = ThousandsOfConnections().launch(*args)

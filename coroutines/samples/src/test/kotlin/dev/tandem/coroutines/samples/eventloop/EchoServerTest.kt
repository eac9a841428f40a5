package dev.tandem.coroutines.samples.eventloop

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeGreaterThanOrEqualTo
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext
import java.net.Socket
import java.net.SocketTimeoutException
import java.nio.ByteBuffer
import java.nio.channels.SocketChannel
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/** The server's coroutines are on a loop of their own; its clients block. */
class EchoServerTest :
    FunSpec({
        timeout = 60_000

        test("sends back what it gets") {
            serving { server ->
                connect(server).use { one ->
                    connect(server).use { other ->
                        one.echo("hello") shouldBe "hello"
                        other.echo("world") shouldBe "world"
                        one.echo("again") shouldBe "again"
                    }
                }
            }
        }

        test("a client that does not read is not read from, but loses nothing and holds up nobody") {
            serving { server ->
                SocketChannel.open(server.address).use { stuck ->
                    connect(server).use { other ->
                        stuck.configureBlocking(false)
                        val sent = sendUntilStuck(stuck, other)
                        stuck.configureBlocking(true)
                        stuck.shutdownOutput()
                        readCounted(stuck) shouldBe sent
                    }
                }
            }
        }

        test("hangs up on a silent client, and not on a busy one") {
            serving(idleTimeout = 1.seconds) { server ->
                val start = TimeSource.Monotonic.markNow()
                connect(server).use { busy ->
                    connect(server).use { silent ->
                        silent.soTimeout = 20
                        do {
                            busy.echo("busy") shouldBe "busy"
                        } while (!silent.isHungUpOn())
                        start.elapsedNow() shouldBeGreaterThanOrEqualTo 1.seconds
                        busy.echo("still here") shouldBe "still here"
                    }
                }
            }
        }

        test("a client that breaks off harms nobody") {
            EventLoop.open().use { loop ->
                serving(loop = loop) { server ->
                    connect(server).use { other ->
                        val broken = connect(server)
                        broken.echo("ping") shouldBe "ping"
                        broken.setSoLinger(true, 0) // closing it resets the connection
                        broken.close()
                        do {
                            other.echo("ping") shouldBe "ping"
                        } while (withContext(loop) { server.connections } > 1)
                        withContext(loop) { server.connections } shouldBe 1
                    }
                }
            }
        }

        test("hangs up on everybody when it is cancelled") {
            EventLoop.open().use { loop ->
                EchoServer.open(loop, Duration.INFINITE).use { server ->
                    coroutineScope {
                        val serving = launch(loop) { server.serve() }
                        withContext(Dispatchers.IO) {
                            connect(server).use { client ->
                                client.echo("ping") shouldBe "ping"
                                serving.cancelAndJoin()
                                client.isHungUpOn() shouldBe true
                            }
                        }
                        server.connections shouldBe 0
                    }
                }
            }
        }
    })

private suspend fun serving(idleTimeout: Duration = Duration.INFINITE, block: suspend (EchoServer) -> Unit) =
    EventLoop.open().use { loop -> serving(idleTimeout, loop, block) }

private suspend fun serving(
    idleTimeout: Duration = Duration.INFINITE,
    loop: EventLoop,
    block: suspend (EchoServer) -> Unit,
) = coroutineScope {
    EchoServer.open(loop, idleTimeout).use { server ->
        val serving = launch(loop) { server.serve() }
        withContext(Dispatchers.IO) { block(server) }
        serving.cancelAndJoin()
    }
}

private fun connect(server: EchoServer) = Socket(server.address.address, server.address.port).apply {
    tcpNoDelay = true
    soTimeout = 20_000
}

private fun Socket.echo(message: String): String {
    val bytes = message.toByteArray()
    getOutputStream().write(bytes)
    return String(getInputStream().readNBytes(bytes.size))
}

private fun Socket.isHungUpOn() = try {
    getInputStream().read() < 0
} catch (_: SocketTimeoutException) {
    false
}

/** Sends 0, 1, 2, ... until nothing more is taken, however often the server's loop has turned. */
private fun sendUntilStuck(stuck: SocketChannel, other: Socket): Long {
    var sent = 0L
    var refused = 0
    while (refused < 20) {
        sent shouldBeLessThan 500_000_000
        val count = stuck.write(counting(sent, 65_536))
        sent += count
        refused = if (count == 0) refused + 1 else 0
        if (count == 0) other.echo("ping") shouldBe "ping"
    }
    return sent
}

private fun counting(from: Long, count: Int): ByteBuffer =
    ByteBuffer.wrap(ByteArray(count) { ((from + it) % 251).toByte() })

private suspend fun readCounted(channel: SocketChannel): Long = runInterruptible(Dispatchers.IO) {
    val bytes = ByteBuffer.allocate(65_536)
    var received = 0L
    while (channel.read(bytes.clear()) >= 0) {
        check(bytes.flip() == counting(received, bytes.remaining())) { "wrong after byte $received" }
        received += bytes.remaining()
    }
    received
}

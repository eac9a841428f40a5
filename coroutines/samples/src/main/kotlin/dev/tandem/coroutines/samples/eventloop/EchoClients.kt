package dev.tandem.coroutines.samples.eventloop

import dev.tandem.coroutines.gather
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.net.InetSocketAddress
import java.nio.ByteBuffer
import java.nio.channels.SelectionKey.OP_CONNECT
import java.nio.channels.SelectionKey.OP_READ
import java.nio.channels.SocketChannel
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** Many clients of an [EchoServer], on the same loop. Each function does something with all of them at once. */
internal class EchoClients(private val loop: EventLoop, private val server: InetSocketAddress, private val count: Int) :
    AutoCloseable {
    private val clients = ArrayList<Client>(count)

    /** Connects all clients. */
    suspend fun connect() {
        val permits = Semaphore(CONNECTING_AT_ONCE)
        all("connected", PATIENCE, 0..<count) { number ->
            permits.withPermit { Client("echo $number").also(clients::add).connect() }
        }
    }

    /** Has each client send a message of its own, and waits for all of them to come back. */
    suspend fun echo() = all("echoed to", PATIENCE, clients) { it.echo() }

    /** Waits until the server has hung up on every client. */
    suspend fun awaitHangUp(patience: Duration) = all("hung up on", patience, clients) { it.awaitHangUp() }

    private suspend fun <T> all(done: String, patience: Duration, inputs: Iterable<T>, step: suspend (T) -> Unit) {
        var through = 0
        withTimeoutOrNull(patience) {
            gather(inputs) {
                step(it)
                through++
            }
        } ?: throw IOException("only $through of $count clients were $done")
    }

    override fun close() = clients.forEach { it.close() }

    private inner class Client(private val message: String) : AutoCloseable {
        private val channel = SocketChannel.open()

        suspend fun connect() {
            channel.configureBlocking(false)
            if (!channel.connect(server)) {
                loop.awaitReady(channel, OP_CONNECT)
                channel.finishConnect()
            }
        }

        suspend fun echo() {
            val sent = ByteBuffer.wrap(message.toByteArray())
            val received = ByteBuffer.allocate(sent.capacity())
            if (!unlessHungUp { channel.write(sent) }) hungUpTooEarly() // for so few bytes there is always room
            while (received.hasRemaining()) {
                if (!read(received)) hungUpTooEarly()
            }
            if (received.flip() != sent.rewind()) {
                throw IOException("the echo of '$message' was '${Charsets.UTF_8.decode(received)}'")
            }
        }

        suspend fun awaitHangUp() {
            val nothing = ByteBuffer.allocate(1)
            while (read(nothing)) {
                if (!nothing.hasRemaining()) throw IOException("the echo of '$message' was too long")
            }
        }

        private suspend fun read(bytes: ByteBuffer): Boolean {
            loop.awaitReady(channel, OP_READ)
            return unlessHungUp { channel.read(bytes) }
        }

        /** A server that hangs up on bytes under way breaks the connection, which fails the next use of it. */
        private fun unlessHungUp(use: () -> Int) = try {
            use() >= 0
        } catch (_: IOException) {
            false
        }

        private fun hungUpTooEarly(): Nothing = throw IOException("the server hung up too early on '$message'")

        override fun close() = channel.close()
    }

    private companion object {
        /** More at once, and the server's backlog runs over. */
        const val CONNECTING_AT_ONCE = 500

        val PATIENCE = 30.seconds
    }
}

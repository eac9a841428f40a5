package dev.tandem.coroutines.samples.eventloop

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.StandardSocketOptions
import java.nio.ByteBuffer
import java.nio.channels.SelectionKey.OP_ACCEPT
import java.nio.channels.SelectionKey.OP_READ
import java.nio.channels.SelectionKey.OP_WRITE
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import kotlin.time.Duration

/**
 * Sends back whatever it gets, to thousands of clients, on its loop's thread alone. An idle connection costs a socket
 * and a suspended coroutine: no thread, and no buffer.
 */
internal class EchoServer private constructor(
    private val loop: EventLoop,
    private val idleTimeout: Duration,
    private val server: ServerSocketChannel,
) : AutoCloseable {
    /** Shared by all connections: one thread reads and writes for one of them at a time. */
    private val buffer = ByteBuffer.allocateDirect(BUFFER_BYTES)

    private val acceptedSoFar = MutableStateFlow(0)

    /** How many clients have been connected, ever. */
    val accepted: StateFlow<Int> = acceptedSoFar

    /** How many clients are connected now. */
    var connections = 0
        private set

    /** Where clients connect to. */
    val address = server.localAddress as InetSocketAddress

    /** Serves until it is cancelled, a coroutine of the loop for each client. */
    suspend fun serve(): Unit = coroutineScope {
        while (true) {
            val client = accept()
            // undispatched: were it cancelled before it starts, nobody would close the client
            launch(start = CoroutineStart.UNDISPATCHED) { client.use { serve(it) } }
        }
    }

    private suspend fun accept(): SocketChannel {
        while (true) {
            loop.awaitReady(server, OP_ACCEPT)
            server.accept()?.let { return it }
        }
    }

    private suspend fun serve(client: SocketChannel) {
        connections++
        acceptedSoFar.value++
        try {
            client.configureBlocking(false)
            client.setOption(StandardSocketOptions.TCP_NODELAY, true)
            echo(client)
        } catch (_: IOException) {
            // a client that broke off concerns nobody else
        } finally {
            connections--
        }
    }

    private suspend fun echo(client: SocketChannel) {
        while (ready(client, OP_READ)) {
            if (client.read(buffer.clear()) < 0) return
            client.write(buffer.flip())
            if (buffer.hasRemaining()) {
                // the client does not keep up: read no more from it until this is sent
                val unsent = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip()
                if (!send(client, unsent)) return
            }
        }
    }

    private suspend fun send(client: SocketChannel, bytes: ByteBuffer): Boolean {
        while (bytes.hasRemaining()) {
            if (!ready(client, OP_WRITE)) return false
            client.write(bytes)
        }
        return true
    }

    /** Waits for the client, and tells whether it has stirred before its time was up. */
    private suspend fun ready(client: SocketChannel, operation: Int) =
        withTimeoutOrNull(idleTimeout) { loop.awaitReady(client, operation) } != null

    override fun close() = server.close()

    companion object {
        private const val BACKLOG = 1024
        private const val BUFFER_BYTES = 64 * 1024

        /**
         * Opens a server on a free loopback port.
         *
         * @param idleTimeout how long a silent connection is kept
         */
        fun open(loop: EventLoop, idleTimeout: Duration): EchoServer {
            val server = ServerSocketChannel.open()
            server.configureBlocking(false)
            server.bind(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG)
            return EchoServer(loop, idleTimeout, server)
        }
    }
}

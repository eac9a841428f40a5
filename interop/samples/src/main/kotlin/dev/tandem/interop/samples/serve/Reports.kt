package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.databind.ObjectMapper
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.interop.asBlockingQueue
import dev.tandem.interop.samples.play.Report
import dev.tandem.threads.QueueShutDownException
import java.io.IOException
import java.io.InputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.security.SecureRandom
import java.util.HexFormat
import java.util.concurrent.ConcurrentHashMap
import kotlin.concurrent.thread

/**
 * Takes the reports of processes that play sides: a connection each, which begins with the key that this side's process
 * was given. A thread reads it and puts what it reads into the side's queue, by the queue's blocking face, as long as there
 * is room; a coroutine takes it out. The queue is shut down when the connection ends.
 */
internal class Reports : AutoCloseable {
    private val listener = ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())
    private val expected = ConcurrentHashMap<String, Expected>()
    private val connections = ConcurrentHashMap.newKeySet<Socket>()
    private val strangers = ArrayDeque<Socket>() // guarded by itself; who came first is the first

    init {
        thread(name = "reports", isDaemon = true, block = ::accept)
    }

    /** Where processes connect to. */
    val port: Int get() = listener.localPort

    /** Expects one side's reports. */
    fun expect(): Expected = Expected().also { expected[it.key] = it }

    /** A side whose reports are expected; its process shows the [key]. */
    inner class Expected {
        val key = newKey()
        val queue = JoinableQueue.fifo<Report>(ROOM)

        /** No process will connect any more; one that has may go on. */
        fun giveUp() {
            if (expected.remove(key) != null) queue.shutdown()
        }
    }

    private fun accept() {
        while (!listener.isClosed) {
            val connection = try {
                listener.accept()
            } catch (_: IOException) {
                continue // closed, or no file to be had just now
            }
            connections += connection
            welcome(connection)
            thread(name = "report", isDaemon = true) { connection.use(::read) }
        }
    }

    /** Where there are too many strangers, the first of them goes: a process of ours has shown its key by then. */
    private fun welcome(connection: Socket) = synchronized(strangers) {
        strangers += connection
        if (strangers.size > STRANGERS) strangers.removeFirst().close()
    }

    private fun read(connection: Socket) {
        try {
            val side = whose(connection) ?: return
            try {
                read(connection.getInputStream(), side.queue)
            } finally {
                side.queue.shutdown()
            }
        } catch (_: IOException) {
            // the process is gone, and its future says so
        } finally {
            connections -= connection
        }
    }

    private fun whose(connection: Socket): Expected? = try {
        connection.soTimeout = PATIENCE_MILLIS
        val key = connection.getInputStream().readNBytes(2 * KEY_BYTES + 1).decodeToString().trim()
        connection.soTimeout = 0
        expected.remove(key)
    } finally {
        synchronized(strangers) { strangers -= connection }
    }

    // snippet: read
    private fun read(reports: InputStream, queue: JoinableQueue<Report>) {
        val face = queue.asBlockingQueue()
        try {
            reports.bufferedReader().forEachLine { line ->
                face.put(mapper.readValue(line, Report::class.java)) // blocks while the queue is full
            }
        } catch (_: QueueShutDownException) {
            // nobody wants to know any more
        }
    }
    // end

    override fun close() {
        listener.close()
        connections.forEach { it.close() }
    }

    private companion object {
        const val BACKLOG = 50
        const val KEY_BYTES = 16
        const val PATIENCE_MILLIS = 5_000
        const val ROOM = 1_000

        /** The most connections that have not shown their key yet. */
        const val STRANGERS = 32
        val mapper = ObjectMapper()
        val random = SecureRandom()

        fun newKey(): String = HexFormat.of().formatHex(ByteArray(KEY_BYTES).also { random.nextBytes(it) })
    }
}

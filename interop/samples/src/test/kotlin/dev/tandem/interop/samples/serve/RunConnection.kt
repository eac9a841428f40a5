package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.databind.JsonNode
import java.net.URI
import java.net.http.HttpClient
import java.net.http.WebSocket
import java.nio.ByteBuffer
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.MILLISECONDS

/** A run, as a page sees it: what it sends, and what it is told. */
internal class RunConnection private constructor() : AutoCloseable {
    private val told = LinkedBlockingQueue<JsonNode>()
    private val closed = CompletableFuture<Int>()
    private lateinit var socket: WebSocket

    fun send(message: Any) = sendText(Reader.mapper.writeValueAsString(message))

    fun sendText(text: String) {
        socket.sendText(text, true)
    }

    fun sendBytes(bytes: ByteArray) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
    }

    fun stop() = send(mapOf("stop" to true))

    /** The next event; null if there is none any more. */
    fun next(): JsonNode? = told.poll(Reader.BOUND.toMillis(), MILLISECONDS)?.takeUnless { it === END }
        .also {
            if (it == null &&
                !closed.isDone
            ) {
                throw AssertionError("in vain: nothing more is told, and nothing ended")
            }
        }

    /** All events up to the first that [condition] holds for, that one included. */
    fun until(condition: (JsonNode) -> Boolean): List<JsonNode> = buildList {
        while (true) {
            val event = next() ?: throw AssertionError("closed with ${closed.getNow(0)} after $this")
            add(event)
            if (condition(event)) return this
        }
    }

    /** All events up to the first of that type. */
    fun until(type: String): List<JsonNode> = until { it.type == type }

    /** All events that are still to come. */
    fun rest(): List<JsonNode> = generateSequence(::next).toList()

    /** The code that the server closed with, once it has. */
    fun closeCode(): Int = closed.get(Reader.BOUND.toMillis(), MILLISECONDS)

    /** Goes away without a word, as a browser that is closed. */
    override fun close() = socket.abort()

    private inner class Listener : WebSocket.Listener {
        private val text = StringBuilder()

        override fun onText(webSocket: WebSocket, data: CharSequence, last: Boolean): CompletionStage<*>? {
            text.append(data)
            if (last) {
                told.add(Reader.mapper.readTree("$text"))
                text.clear()
            }
            webSocket.request(1)
            return null
        }

        override fun onClose(webSocket: WebSocket, statusCode: Int, reason: String): CompletionStage<*>? {
            end(statusCode)
            return null
        }

        override fun onError(webSocket: WebSocket, error: Throwable) = end(LOST)

        private fun end(code: Int) {
            closed.complete(code)
            told.add(END)
        }
    }

    companion object {
        /** What a browser says if there was no word of goodbye. */
        const val LOST = 1006
        private val END: JsonNode = Reader.mapper.createObjectNode()

        fun open(client: HttpClient, address: URI, headers: List<Pair<String, String>>): RunConnection {
            val connection = RunConnection()
            val builder = client.newWebSocketBuilder().connectTimeout(Reader.BOUND)
            headers.forEach { builder.header(it.first, it.second) }
            connection.socket = builder.buildAsync(address, connection.Listener()).join()
            return connection
        }
    }
}

internal val JsonNode.type: String get() = path("type").asText()
internal val JsonNode.text: String get() = path("text").asText()
internal val JsonNode.how: String get() = path("how").asText()

/** The lines that a side has printed. */
internal fun List<JsonNode>.lines(side: String): List<String> = filter {
    it.type == "line" &&
        it.path("side").asText() == side
}.map { it.text }

/** The one event of that type. */
internal fun List<JsonNode>.only(type: String): JsonNode = single { it.type == type }

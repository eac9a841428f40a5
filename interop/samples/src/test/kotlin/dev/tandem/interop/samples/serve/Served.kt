package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.databind.ObjectMapper
import java.net.InetAddress
import java.net.Socket
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration

/** Somebody who reads what is served at [address], which has the key in it. */
internal open class Reader(val address: URI) {
    private val client: HttpClient = HttpClient.newHttpClient()

    /** The address without path. */
    val root = URI("http://${address.authority}")

    /** What a browser that has opened the address sends from then on. */
    val cookie: String by lazy {
        get("/?${address.query}").headers().firstValue("Set-Cookie").get().substringBefore(';')
    }

    /** Asks as a browser does that leads nowhere else by itself. */
    fun get(path: String, vararg headers: Pair<String, String>): HttpResponse<String> =
        client.send(request(path, *headers), BodyHandlers.ofString())

    /** Does as [get]. */
    fun bytes(path: String): ByteArray = client.send(request(path), BodyHandlers.ofByteArray()).body()

    private fun request(path: String, vararg headers: Pair<String, String>): HttpRequest =
        HttpRequest.newBuilder(root.resolve(path)).timeout(BOUND).apply {
            headers.forEach { header(it.first, it.second) }
        }.build()

    /** Asks for what no browser would ask for: [path] and [headers] are sent as they are. */
    fun ask(path: String, method: String = "GET", vararg headers: String = arrayOf("Host: ${root.authority}")): Answer =
        Socket(InetAddress.getByName(root.host), root.port).use { socket ->
            socket.soTimeout = BOUND.toMillis().toInt()
            val lines = listOf("$method $path HTTP/1.1", *headers, "Connection: close", "", "")
            socket.getOutputStream().write(lines.joinToString("\r\n").toByteArray())
            Answer(socket.getInputStream().readBytes().decodeToString())
        }

    /** An answer, as it came. */
    class Answer(private val text: String) {
        val status = text.substringAfter(' ').substringBefore(' ').toInt()

        override fun toString() = text
    }

    /** Opens what a page opens to run something. */
    fun connect(cookie: String? = this.cookie, origin: String? = "$root"): RunConnection = RunConnection.open(
        client,
        URI("ws://${root.authority}/-/run"),
        listOfNotNull(
            cookie?.let {
                "Cookie" to it
            },
            origin?.let {
                "Origin" to
                    it
            },
        ),
    )

    /** Runs sides of a lesson. */
    fun run(lesson: String, vararg sides: String, options: Map<String, String> = mapOf()): RunConnection =
        connect().apply { send(mapOf("run" to lesson, "sides" to sides, "options" to options)) }

    /** Runs what a reader has made of a side of a lesson. */
    fun change(lesson: String, side: String, text: String?): RunConnection = connect().apply {
        send(
            mapOf(
                "edit" to lesson,
                "sides" to listOf(side),
                "text" to text,
                "options" to mapOf<String, String>(),
            ),
        )
    }

    companion object {
        /** How long anything may take. */
        val BOUND: Duration = Duration.ofSeconds(30)
        val mapper = ObjectMapper()

        /** Waits until [condition] holds. */
        fun until(what: String, condition: () -> Boolean) {
            val deadline = System.nanoTime() + BOUND.toNanos()
            while (!condition()) {
                if (System.nanoTime() > deadline) throw AssertionError("in vain: $what")
                Thread.sleep(20)
            }
        }
    }
}

/** A server under test at a port of its own, and a reader of it. */
internal class Served private constructor(private val server: TandemServer) :
    Reader(server.address),
    AutoCloseable {
    constructor(
        bounds: Bounds = Bounds(),
        edit: Boolean = false,
    ) : this(TandemServer(Settings(edit = edit, bounds = bounds)))

    override fun close() = server.close()
}

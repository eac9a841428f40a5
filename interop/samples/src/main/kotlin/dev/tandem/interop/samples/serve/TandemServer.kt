package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.ObjectMapper
import dev.tandem.coroutines.JoinableQueue
import dev.tandem.interop.samples.pages.PageStore
import io.ktor.http.ContentType
import io.ktor.http.HttpStatusCode
import io.ktor.http.defaultForFileExtension
import io.ktor.http.withCharset
import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.install
import io.ktor.server.application.serverConfig
import io.ktor.server.cio.CIO
import io.ktor.server.engine.applicationEnvironment
import io.ktor.server.engine.connector
import io.ktor.server.engine.embeddedServer
import io.ktor.server.request.path
import io.ktor.server.response.respondBytes
import io.ktor.server.response.respondRedirect
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.routing
import io.ktor.server.websocket.DefaultWebSocketServerSession
import io.ktor.server.websocket.WebSockets
import io.ktor.server.websocket.pingPeriod
import io.ktor.server.websocket.timeout
import io.ktor.server.websocket.webSocket
import io.ktor.websocket.Frame
import io.ktor.websocket.readText
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import java.io.IOException
import java.net.URI
import kotlin.time.Duration.Companion.seconds

/**
 * Serves the documentation, and runs its lessons.
 *
 * @throws IOException if the port is taken, or the host is not this machine's
 */
internal class TandemServer(private val settings: Settings) : AutoCloseable {
    private val store = PageStore.load()
    private val site = Site(store)
    private val access = Access(settings.host)
    private val runs = Runs(settings, store)
    private val view = PageView(site, LessonView(runs))
    private val searches by lazy {
        site.pages().partition { "/zh/" in it.name }.let { (zh, en) ->
            mapOf(
                "zh" to Search(zh, true),
                "en" to Search(en, false),
            )
        }
    }

    private val server = embeddedServer(
        CIO,
        serverConfig(applicationEnvironment()) {
            parentCoroutineContext = toldByStart
            module { serve() }
        },
    ) {
        connector {
            host = settings.host
            port = settings.port
        }
        connectionIdleTimeoutSeconds = IDLE_SECONDS
    }

    init {
        try {
            server.start(wait = false)
        } catch (e: Exception) {
            runs.close()
            throw generateSequence<Throwable>(e) { it.cause }.firstOrNull { it is IOException } ?: e
        }
    }

    /** The port that it listens at. */
    val port: Int = runBlocking { server.engine.resolvedConnectors().single().port }

    /** Where a browser finds it, with the key that it takes to run anything. */
    val address: URI get() = URI("http://${hostInAddress()}:$port${access.path}")

    private fun hostInAddress() = when {
        settings.host in setOf("0.0.0.0", "::") -> "localhost"
        ":" in settings.host -> "[${settings.host}]"
        else -> settings.host
    }

    private fun Application.serve() {
        access.guard(this)
        install(WebSockets) {
            pingPeriod = 15.seconds
            timeout = 30.seconds
            maxFrameSize = LARGEST_FRAME
        }
        routing {
            get("/") { call.respondRedirect(Addresses.HOME) }
            get("${Addresses.ASSETS}/{name}") { asset(call, call.parameters["name"]!!) }
            get("${Addresses.LIBRARIES}/{name}") { call.parameters["name"]!!.let { file(call, it, store.library(it)) } }
            get("${Addresses.TIMELINES}/{name}") { timeline(call, call.parameters["name"]!!) }
            get(Addresses.SEARCH) { search(call) }
            get("/{path...}") { page(call) }
            webSocket(Addresses.RUN) { run() }
        }
    }

    private suspend fun page(call: ApplicationCall) {
        val name = call.parameters.getAll("path")!!.joinToString("/").removeSuffix("/")
        val page = site.page(name)
        val folder = if (page == null && name !in store) site.folder(name) else emptyList()
        when {
            page != null -> html(call, view.page(page))
            isText(name) -> store.text(name)?.let { html(call, view.source(name, it)) } ?: notFound(call)
            name in store -> call.respondBytes(store.bytes(name)!!, contentType(name))
            folder.isNotEmpty() -> html(call, view.folder(name, folder))
            else -> notFound(call)
        }
    }

    private fun isText(name: String) = name in store && contentType(name).contentType != "image"

    private suspend fun html(call: ApplicationCall, text: String, status: HttpStatusCode = HttpStatusCode.OK) =
        call.respondText(text, ContentType.Text.Html.withCharset(Charsets.UTF_8), status)

    private suspend fun notFound(call: ApplicationCall) = html(
        call,
        view.message("404", "There is no page ${call.request.path().take(LONGEST_PATH)} here."),
        HttpStatusCode.NotFound,
    )

    private suspend fun asset(call: ApplicationCall, name: String) {
        val asset = if (ASSET.matches(name)) TandemServer::class.java.getResourceAsStream(name) else null
        file(call, name, asset?.use { it.readAllBytes() })
    }

    private suspend fun file(call: ApplicationCall, name: String, bytes: ByteArray?) =
        if (bytes == null) notFound(call) else call.respondBytes(bytes, contentType(name))

    private suspend fun timeline(call: ApplicationCall, name: String) {
        val page = runs.timelines.page(name) ?: return notFound(call)
        call.response.headers.append("Content-Security-Policy", TIMELINE_POLICY, safeOnly = false)
        call.respondBytes(page, ContentType.Text.Html.withCharset(Charsets.UTF_8))
    }

    private suspend fun search(call: ApplicationCall) {
        val hits = searches[call.request.queryParameters["lang"]]?.find(call.request.queryParameters["q"].orEmpty())
        call.respondText(mapper.writeValueAsString(hits.orEmpty()), ContentType.Application.Json)
    }

    private suspend fun DefaultWebSocketServerSession.run() {
        val request = withTimeoutOrNull(PATIENCE) { request() }
        if (request == null) send(RunEvent.Refused(null, "this is no request to run something")) else run(request)
    }

    // snippet: run

    /** A connection is a run: it is over when the run is, and the run ends with it. */
    private suspend fun DefaultWebSocketServerSession.run(request: RunRequest) = coroutineScope {
        val stopped = CompletableDeferred<Unit>()
        val events = JoinableQueue.fifo<RunEvent>(ROOM)
        val running = launch {
            runs.run(request, stopped) { events.put(it) } // waits while the page reads slowly
            events.shutdown()
        }
        val sending = launch {
            for (event in events) send(event)
        }
        val listening = launch {
            for (frame in incoming) if (isStop(frame)) stopped.complete(Unit)
            this@coroutineScope.cancel() // the page is closed
        }
        joinAll(running, sending)
        listening.cancel()
    }
    // end

    private suspend fun DefaultWebSocketServerSession.request(): RunRequest? = try {
        (incoming.receive() as? Frame.Text)?.let { mapper.readValue(it.readText(), RunRequest::class.java) }
    } catch (_: JsonProcessingException) {
        null
    }

    private fun isStop(frame: Frame): Boolean = try {
        frame is Frame.Text && mapper.readTree(frame.readText()).path("stop").asBoolean()
    } catch (_: JsonProcessingException) {
        false
    }

    private suspend fun DefaultWebSocketServerSession.send(event: RunEvent) =
        send(Frame.Text(mapper.writeValueAsString(event)))

    /** Ends all runs, and the server. */
    override fun close() {
        runs.close() // first, since a JVM that ends may not wait for the server
        server.stop(gracePeriodMillis = 0, timeoutMillis = 200)
    }

    private companion object {
        const val IDLE_SECONDS = 30
        const val LARGEST_FRAME = 256L shl 10
        const val LONGEST_PATH = 200
        const val ROOM = 1_000

        /** How long a connection may take to say what it is to run. */
        val PATIENCE = 10.seconds
        val ASSET = Regex("[a-z]+\\.(js|css|svg)")
        val mapper: ObjectMapper = ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)

        /** It has its script and style in it, and nothing else; here it can reach nothing. */
        const val TIMELINE_POLICY =
            "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; " +
                "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

        /** A server that cannot bind throws the reason here as well as from its start, where it is dealt with. */
        val toldByStart = CoroutineExceptionHandler { _, _ -> }

        fun contentType(name: String) = ContentType.defaultForFileExtension(name.substringAfterLast('.')).let {
            if (it.contentType == "text") it.withCharset(Charsets.UTF_8) else it
        }
    }
}

package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.Stage
import dev.tandem.samples.service.ServeOptions
import io.ktor.server.application.Application
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.withContext
import java.net.BindException
import java.net.URI

/**
 * Has a web service by ktor run on loopback while [use] runs, which is given its address.
 *
 * @throws SampleException if the port is taken
 */
suspend fun serving(options: ServeOptions, routes: Application.() -> Unit, use: suspend (URI) -> Unit) {
    val server = CoroutineScope(toldByStart).embeddedServer(CIO, options.port(), ServeOptions.HOST, module = routes)
    try {
        try {
            server.startSuspend(wait = false)
        } catch (e: Exception) {
            // a server that cannot bind cancels itself: the reason is among the causes
            throw if (generateSequence<Throwable>(e) {
                    it.cause
                }.any { it is BindException }
            ) {
                options.portTaken()
            } else {
                e
            }
        }
        use(ServeOptions.url(server.engine.resolvedConnectors().single().port))
    } finally {
        withContext(NonCancellable) { server.stopSuspend(gracePeriodMillis = 0, timeoutMillis = 100) }
    }
}

/** A server that cannot bind throws the reason here as well as from its start, where it is dealt with. */
private val toldByStart = CoroutineExceptionHandler { _, _ -> }

/** Says what there is to ask for, and leaves the service to its clients. */
suspend fun serveUntilCancelled(routes: String, stage: Stage): Nothing {
    println("serving $routes until Ctrl-C")
    awaitCancellation()
}

package dev.tandem.interop.samples.serve

import io.ktor.http.Cookie
import io.ktor.http.CookieEncoding
import io.ktor.http.HttpHeaders
import io.ktor.http.HttpMethod
import io.ktor.http.HttpStatusCode
import io.ktor.server.application.Application
import io.ktor.server.application.ApplicationCall
import io.ktor.server.application.ApplicationCallPipeline
import io.ktor.server.application.call
import io.ktor.server.request.path
import io.ktor.server.response.ApplicationSendPipeline
import io.ktor.server.response.header
import io.ktor.server.response.respondRedirect
import io.ktor.server.response.respondText
import java.security.MessageDigest
import java.security.SecureRandom
import java.util.HexFormat

/**
 * Who may ask for what. Pages are read by whoever reaches the server by an address of its own: a request whose `Host` is
 * another name was led here by somebody else's DNS, and one whose `Origin` is another page comes from that page. Both are
 * refused. Nothing is changed by any request, so all but GET is refused as well. To run something takes the
 * key of this start, a cookie that the address with the key in it, which the command prints, gives to the browser.
 */
internal class Access(private val host: String) {
    private val key = HexFormat.of().formatHex(ByteArray(KEY_BYTES).also { SecureRandom().nextBytes(it) })

    /** The path that gives a browser the key. */
    val path: String get() = "/?$PARAMETER=$key"

    /** Guards all requests of [application]. */
    fun guard(application: Application) {
        application.sendPipeline.intercept(ApplicationSendPipeline.Before) {
            // a page may have a policy of its own; of two, browsers would apply both
            if (POLICY !in call.response.headers) call.response.headers.append(POLICY, OWN_PAGES, safeOnly = false)
        }
        application.intercept(ApplicationCallPipeline.Plugins) {
            headers.forEach { (name, value) -> call.response.header(name, value) }
            val refusal = refusal(call)
            if (refusal != null) {
                call.respondText(refusal.description, status = refusal)
                finish()
            } else if (call.request.queryParameters.contains(PARAMETER)) {
                handOver(call)
                finish()
            }
        }
    }

    private fun refusal(call: ApplicationCall): HttpStatusCode? {
        val asked = call.request.headers[HttpHeaders.Host]
        val from = call.request.headers[HttpHeaders.Origin]
        return when {
            call.request.local.method != HttpMethod.Get -> HttpStatusCode.MethodNotAllowed

            asked == null || !isOwn(asked) -> HttpStatusCode(421, "Misdirected Request")

            from != null && from != "http://$asked" -> HttpStatusCode.Forbidden

            call.request.headers["Sec-Fetch-Site"] in FOREIGN &&
                call.request.headers["Sec-Fetch-Mode"] != "navigate" -> HttpStatusCode.Forbidden

            isForRun(call) && !mayRun(call) -> HttpStatusCode.Forbidden

            else -> null
        }
    }

    /**
     * Whether it may lead to a run: a path can be written in many ways, but no run begins without an upgrade to a WebSocket.
     * Other upgrades, to HTTP/2, are offered by clients that only read.
     */
    private fun isForRun(call: ApplicationCall) =
        call.request.headers.getAll(HttpHeaders.Upgrade).orEmpty().any { it.contains("websocket", ignoreCase = true) }

    /** Whether a `Host` is an address, which no DNS can lead here, or a name of this server's. */
    private fun isOwn(asked: String): Boolean {
        val name = asked.replace(PORT, "")
        return name.equals("localhost", ignoreCase = true) ||
            name.equals(host, ignoreCase = true) ||
            ADDRESS.matches(name)
    }

    private suspend fun handOver(call: ApplicationCall) {
        if (isKey(call.request.queryParameters[PARAMETER])) {
            call.response.cookies.append(
                Cookie(
                    cookie(call),
                    key,
                    CookieEncoding.RAW,
                    path = "/",
                    httpOnly = true,
                    extensions = mapOf("SameSite" to "Strict"),
                ),
            )
        }
        call.respondRedirect("/") // not to the path asked for, which can be another server's: "//elsewhere/"
    }

    /** Whether whoever asks has the key of this start. */
    private fun mayRun(call: ApplicationCall): Boolean = isKey(call.request.cookies[cookie(call)])

    private fun isKey(given: String?): Boolean =
        given != null && MessageDigest.isEqual(given.toByteArray(), key.toByteArray())

    /** Cookies are for all ports of a host, where another server of ours may run. */
    private fun cookie(call: ApplicationCall) = "tandem-${call.request.local.localPort}"

    private companion object {
        const val KEY_BYTES = 16
        const val PARAMETER = "key"
        val FOREIGN = setOf("cross-site", "same-site")
        val PORT = Regex(":\\d+$")
        val ADDRESS = Regex("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]")

        const val POLICY = "Content-Security-Policy"
        const val OWN_PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
                "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

        val headers = mapOf(
            "X-Content-Type-Options" to "nosniff",
            "Referrer-Policy" to "no-referrer",
            "Cross-Origin-Opener-Policy" to "same-origin",
            "Cross-Origin-Resource-Policy" to "same-origin",
            "Cache-Control" to "no-cache",
        )
    }
}

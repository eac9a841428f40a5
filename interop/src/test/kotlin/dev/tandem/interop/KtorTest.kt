package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.ktor.http.HttpStatusCode
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.TimeUnit.SECONDS

/** A suspend function that neither we nor the caller wrote, called by Java. */
class KtorTest :
    FunSpec({
        extension(NoLeaks())

        test("Java loads a page with ktor's suspending client") {
            withServer { server, url ->
                SuspendScope.open().use { scope ->
                    PageLoader().use { loader ->
                        val page = loader.load(scope, url)
                        server.accept().use { connection ->
                            connection.readRequest()
                            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".toByteArray())
                            page.get(10, SECONDS).status shouldBe HttpStatusCode.NoContent
                        }
                    }
                }
            }
        }

        test("cancelling Java's future in the middle of the request closes the connection") {
            withServer { server, url ->
                SuspendScope.open().use { scope ->
                    PageLoader().use { loader ->
                        val page = loader.load(scope, url)
                        server.accept().use { connection ->
                            connection.readRequest()
                            page.cancel(true)
                            connection.getInputStream().read() shouldBe -1
                        }
                    }
                }
            }
        }
    })

private fun withServer(body: (ServerSocket, String) -> Unit) {
    ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
        server.soTimeout = 10_000
        body(server, "http://${server.inetAddress.hostAddress}:${server.localPort}/")
    }
}

/** Reads up to the empty line that ends a request without a body. */
private fun Socket.readRequest() {
    soTimeout = 10_000
    val lines = getInputStream().bufferedReader().lineSequence()
    lines.takeWhile { it.isNotEmpty() }.count()
}

package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Misuse
import dev.tandem.samples.Seconds
import dev.tandem.samples.SlowServer
import dev.tandem.samples.Stage
import io.ktor.client.statement.HttpResponse
import io.ktor.client.statement.request
import picocli.CommandLine.Model.CommandSpec
import picocli.CommandLine.Option
import picocli.CommandLine.Spec
import java.io.PrintStream
import java.net.URI
import java.time.Duration
import kotlin.time.toKotlinDuration

/**
 * Six coroutines ask at once, so all the answers together take as long as the slowest of them. [gather] gives them in
 * the order of the addresses, and so they are printed in it.
 */
@CatalogueEntry(
    id = "status-crawler",
    title = "Ask for six HTTP status codes at once",
    documents = ["000"],
)
class StatusCrawler : SuspendingSample() {
    @Spec
    private lateinit var spec: CommandSpec

    @Option(
        names = ["--codes"],
        paramLabel = "CODE",
        split = ",",
        defaultValue = "200,400,404,408,500,524",
        description = ["The status codes to ask for (default: \${DEFAULT-VALUE})."],
    )
    private lateinit var codes: List<Int>

    @Option(
        names = ["--base"],
        paramLabel = "URL",
        description = ["Ask this server instead of the embedded one, which answers /404 with a 404."],
    )
    private var base: URI? = null

    @Option(
        names = ["--latency"],
        paramLabel = "SECONDS",
        defaultValue = "0.5",
        converter = [Seconds::class],
        description = ["How long the embedded server takes to answer (default: \${DEFAULT-VALUE})."],
    )
    private lateinit var latency: Duration

    @Option(
        names = ["--timeout"],
        paramLabel = "SECONDS",
        defaultValue = "10",
        converter = [Seconds::class],
        description = ["How long an answer may take (default: \${DEFAULT-VALUE})."],
    )
    private lateinit var timeout: Duration

    override suspend fun perform(stage: Stage) {
        checkOptions()
        base?.let { base -> return crawl(codes.map { addressOn(base, it) }, stage.out) }
        SlowServer.open(stage.scaled(latency), ::codeInPath).use { server ->
            crawl(codes.map { server.url("/$it") }, stage.out)
        }
    }

    private suspend fun crawl(urls: List<URI>, out: PrintStream) {
        SuspendingClient(timeout.toKotlinDuration()).use { client ->
            val start = System.nanoTime()
            gather(urls) { client.get(it) }.forEach { it.printTo(out) }
            out.println("Took %.2f seconds".format((System.nanoTime() - start) / 1e9))
            out.println("Done.")
        }
    }

    private fun HttpResponse.printTo(out: PrintStream) {
        out.println("${request.url}: ${status.value}, ${classOf(status.value)}")
        headers.entries().sortedBy { it.key.lowercase() }.forEach { (name, values) ->
            out.println("    ${name.lowercase()}: ${values.joinToString()}")
        }
    }

    private fun classOf(code: Int) = when (val hundreds = code / 100) {
        1 -> "1xx: received, still at work"
        2 -> "2xx: success"
        3 -> "3xx: more requests are needed"
        4 -> "4xx: the client's mistake"
        5 -> "5xx: the server's mistake"
        else -> "${hundreds}xx: no such class"
    }

    /** The embedded server's answer to `/404`. */
    private fun codeInPath(path: String): SlowServer.Answer {
        val code = path.drop(1).toInt()
        return SlowServer.Answer(code, "status $code")
    }

    private fun addressOn(base: URI, code: Int) = URI.create(base.toString().trimEnd('/') + "/$code")

    private fun checkOptions() {
        // 1xx only announces an answer: a client that got nothing else would wait for ever
        codes.find { it !in 200..599 }?.let { code ->
            throw Misuse(spec.commandLine(), "--codes: $code is no final status", "Try 200 to 599.")
        }
        base?.let { base ->
            if (base.host == null || base.scheme?.lowercase() !in listOf("http", "https")) {
                throw Misuse(
                    spec.commandLine(),
                    "--base: '$base' is not an http or https URL",
                    "Try one such as http://127.0.0.1:8080.",
                )
            }
        }
        if (timeout.isZero) {
            throw Misuse(spec.commandLine(), "--timeout must be more than 0", "Try 10.")
        }
    }
}

fun main(args: Array<String>) = StatusCrawler().launch(*args)

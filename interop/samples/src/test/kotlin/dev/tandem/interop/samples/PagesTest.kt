package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingPageFetcher
import dev.tandem.samples.crawl.CrawlJob
import dev.tandem.samples.crawl.Page
import dev.tandem.samples.crawl.PageFailure
import dev.tandem.samples.crawl.PageResult
import dev.tandem.threads.samples.BlockingPageFetcher
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.runBlocking
import java.net.URI
import java.time.Duration

/** Both halves' clients, against a server that means no good: each page a result, the same from either. */
class PagesTest :
    FunSpec({
        clients.forEach { (client, fetch) ->
            val server = autoClose(HostileServer())

            fun fetch(url: URI) = fetch(job(listOf(url)), url)

            test("the $client client reads a page") {
                val page = fetch(server.url("/page")).shouldBeInstanceOf<Page>()
                page.title shouldBe "Hi"
                page.bytes shouldBe 19
            }

            test("the $client client follows a redirect") {
                fetch(server.url("/redirect")).shouldBeInstanceOf<Page>().url shouldBe server.url("/redirect")
            }

            mapOf(
                "/loop" to "too many redirects",
                "/missing" to "HTTP 404",
                "/picture" to "not HTML: image/png",
                "/huge" to "larger than 100,000 bytes",
                "/huge-declared" to "larger than 100,000 bytes",
                "/half" to "timed out",
                "/silent" to "timed out",
                "/hang-up" to "connection closed",
            ).forEach { (path, reason) ->
                test("the $client client, asked for $path, reports: $reason") {
                    fetch(server.url(path)).shouldBeInstanceOf<PageFailure>().reason shouldBe reason
                }
            }

            test("the $client client hangs up on a gigabyte that it does not want") {
                val sentBefore = server.sent()
                fetch(server.url("/huge"))
                withClue("bytes that the server got rid of") {
                    (server.sent() - sentBefore) shouldBeLessThan HostileServer.HUGE / 10
                }
            }

            test("the $client client reports a port that nobody listens on") {
                val deaf = HostileServer().use { it.url("/page") }
                fetch(deaf).shouldBeInstanceOf<PageFailure>().reason shouldBe "connection refused"
            }

            test("the $client client reports a host that does not exist") {
                fetch(URI("http://nobody.invalid/")).shouldBeInstanceOf<PageFailure>().reason shouldBe "unknown host"
            }
        }
    })

private val clients: Map<String, (CrawlJob, URI) -> PageResult> =
    mapOf(
        "blocking" to { job, url -> BlockingPageFetcher(job).use { it.fetch(url) } },
        "suspending" to { job, url -> SuspendingPageFetcher(job).use { runBlocking { it.fetch(url) } } },
    )

private fun job(urls: List<URI>) = CrawlJob(urls, 1, Duration.ofSeconds(2), 100_000, "test") { }

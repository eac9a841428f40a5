package dev.tandem.interop.samples.serve

import dev.tandem.samples.SlowServer
import dev.tandem.samples.crawl.BlogServer
import java.time.Duration

/** Web sites on this machine for Python's programs that fetch pages, which take an address; ours open sites of their own. */
internal class Sites : AutoCloseable {
    private val pages = lazy { BlogServer.open(PAGES, Duration.ofMillis(100)) }
    private val statuses = lazy { SlowServer.open(Duration.ofMillis(500), ::answer) }

    /** What a lesson's Python program is given. */
    fun arguments(id: String): List<String> = when (id) {
        "pool-map", "pool-as-completed", "blog-crawler" -> pages.value.urls().map { it.toString() }
        "producer-consumer" -> listOf(pages.value.url("").toString(), "$PAGES")
        "status-crawler", "downloads" -> listOf(statuses.value.url("").toString())
        "blocking-library" -> listOf(statuses.value.url("").toString(), "pages")
        else -> emptyList()
    }

    private fun answer(path: String): SlowServer.Answer {
        val name = path.removePrefix("/")
        return SlowServer.Answer(name.toIntOrNull()?.takeIf { it in STATUSES } ?: OK, "page $name")
    }

    override fun close() {
        if (pages.isInitialized()) pages.value.close()
        if (statuses.isInitialized()) statuses.value.close()
    }

    private companion object {
        const val PAGES = 50
        const val OK = 200
        val STATUSES = 200..599
    }
}

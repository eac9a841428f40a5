package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.samples.StatusOptions
import picocli.CommandLine.Mixin
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
    @Mixin
    private val options = StatusOptions()

    override suspend fun perform(stage: Stage) = options.open(stage).use { addresses ->
        SuspendingClient(options.timeout().toKotlinDuration()).use { client ->
            val start = System.nanoTime()
            gather(addresses.urls()) { client.status(it) }.forEach { it.printTo(System.out) }
            println("Took %.2f seconds".format((System.nanoTime() - start) / 1e9))
            println("Done.")
        }
    }
}

fun main(args: Array<String>) = StatusCrawler().launch(*args)

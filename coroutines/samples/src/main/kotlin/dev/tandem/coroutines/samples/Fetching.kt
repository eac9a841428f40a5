package dev.tandem.coroutines.samples

import dev.tandem.samples.crawl.FetchFailure
import java.net.URI

/** Plays a lesson that fetches [urls], and puts what goes wrong into a few words, as [FetchFailure.told] does. */
inline fun <T> fetching(urls: List<URI>, lesson: (List<String>) -> T): T = try {
    lesson(urls.map(URI::toString))
} catch (e: Exception) {
    throw FetchFailure.told(urls, e)
}

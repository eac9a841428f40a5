package dev.tandem.coroutines.samples

import dev.tandem.samples.SampleException
import dev.tandem.samples.crawl.Page
import dev.tandem.samples.crawl.PageFailure
import dev.tandem.samples.crawl.PageResult

/** The page; one that could not be had fails the sample. */
fun PageResult.orFail(): Page = when (this) {
    is Page -> this
    is PageFailure -> throw SampleException("${url()} ${reason()}")
}

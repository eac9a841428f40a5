package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.catalogue.Catalogue
import dev.tandem.interop.samples.timeline.RecordedRun
import java.io.IOException

/** Has a new process of the pool load what every side needs, before there is one. */
internal fun prepare() {
    Catalogue.load()
    try {
        RecordedRun.start().close()
    } catch (_: IOException) {
        // no Flight Recorder, no timelines
    }
}

package dev.tandem.interop.samples.serve

/** The paths of what is no page; a page's is its file's in the repository. */
internal object Addresses {
    const val ASSETS = "/-"
    const val LIBRARIES = "$ASSETS/lib"
    const val SEARCH = "$ASSETS/search"
    const val RUN = "$ASSETS/run"
    const val TIMELINES = "$ASSETS/timelines"
    const val HOME = "/docs/README.md"

    /** The page of a timeline. */
    fun timeline(name: String) = "$TIMELINES/$name"
}

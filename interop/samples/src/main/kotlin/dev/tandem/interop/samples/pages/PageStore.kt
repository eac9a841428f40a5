package dev.tandem.interop.samples.pages

/** The files of the repository that are in the jar: the documentation and what it links to. There are no others. */
class PageStore private constructor(private val names: Set<String>) {
    /** The names of all files, as paths from the root of the repository. */
    fun names(): Set<String> = names

    /** Tells whether there is such a file. */
    operator fun contains(name: String): Boolean = name in names

    /** What a file has in it; null if there is none of that name. */
    fun bytes(name: String): ByteArray? = if (name in names) resource("$FOLDER/$name") else null

    /** The text of a file; null if there is none of that name. */
    fun text(name: String): String? = bytes(name)?.decodeToString()

    /** A script, style or licence of another library that the pages use; null if there is none of that name. */
    fun library(name: String): ByteArray? = if (LIBRARY.matches(name)) resource("$LIBRARIES/$name") else null

    companion object {
        private val LIBRARY = Regex("[a-z-]+\\.(js|css|txt)")
        internal const val LIBRARIES = "META-INF/tandem/lib"
        internal const val FOLDER = "META-INF/tandem/pages"
        internal const val INDEX = "META-INF/tandem/pages.txt"

        /** Reads the index. */
        @JvmStatic
        fun load(): PageStore {
            val index = checkNotNull(resource(INDEX)) { "$INDEX is missing; 'mvn process-classes' writes it" }
            return PageStore(index.decodeToString().lines().filter { it.isNotEmpty() }.toSet())
        }

        private fun resource(name: String): ByteArray? =
            PageStore::class.java.classLoader.getResourceAsStream(name)?.use { it.readAllBytes() }
    }
}

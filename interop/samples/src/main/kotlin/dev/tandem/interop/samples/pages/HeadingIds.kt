package dev.tandem.interop.samples.pages

/**
 * The ids that GitHub gives a page's headings: a heading in lower case, of its letters, digits, hyphens and underscores,
 * with a hyphen for each space; a second one of the same name gets `-1`.
 */
class HeadingIds {
    private val seen = HashMap<String, Int>()

    /** The id of the page's next heading. */
    fun next(heading: String): String {
        val slug = slug(heading)
        val earlier = seen.merge(slug, 1, Int::plus)!! - 1
        return if (earlier == 0) slug else "$slug-$earlier"
    }

    companion object {
        private val LEFT_OUT = Regex("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]")

        /** The id of a heading's plain text, if it is the first of its name. */
        @JvmStatic
        fun slug(heading: String): String = heading.trim().lowercase().replace(LEFT_OUT, "").replace(' ', '-')
    }
}

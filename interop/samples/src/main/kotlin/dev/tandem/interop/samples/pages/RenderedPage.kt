package dev.tandem.interop.samples.pages

/**
 * A page as HTML.
 *
 * @property name its file, from the root of the repository
 * @property title its first heading
 * @property parts its content from top to bottom, lessons apart
 * @property sections what the search finds
 */
class RenderedPage(val name: String, val title: String, val parts: List<Part>, val sections: List<Section>) {
    /** A piece of a page. */
    sealed interface Part {
        /** Ready HTML. */
        class Html(val html: String) : Part

        /** The place of a lesson. */
        class Lesson(val id: String) : Part
    }

    /** A heading with the text below it. */
    class Section(val heading: String, val anchor: String, val text: String)

    /** Whether there is a lesson on it. */
    val hasLessons: Boolean get() = parts.any { it is Part.Lesson }
}

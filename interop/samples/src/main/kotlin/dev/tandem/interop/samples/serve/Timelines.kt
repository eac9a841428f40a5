package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.timeline.Limits
import dev.tandem.interop.samples.timeline.Timeline
import dev.tandem.interop.samples.timeline.TimelineFormat
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.file.Path
import java.util.UUID

/** Draws what runs, one picture at a time, and keeps the pages of the last that are over. */
internal class Timelines {
    private val drawing = Dispatchers.Default.limitedParallelism(1)

    private val pages = LinkedHashMap<String, ByteArray>() // guarded by itself; the eldest first

    /** A picture, and the name of its page, if it has one. */
    class Drawn(val svg: String, val page: String?)

    /**
     * Draws a recording.
     *
     * @param last whether what it shows is over, so that a page of it is kept
     * @return null if it cannot be read: its process was killed as it wrote it
     */
    suspend fun draw(file: Path, title: String, last: Boolean): Drawn? = withContext(drawing) {
        try {
            val timeline = Timeline.read(file, title, Limits.ofPicture(LANES))
            Drawn(written(TimelineFormat.SVG, timeline).decodeToString(), if (last) keep(timeline) else null)
        } catch (_: IOException) {
            null
        }
    }

    private fun keep(timeline: Timeline): String {
        val name = "${UUID.randomUUID()}.html"
        val page = written(TimelineFormat.HTML, timeline)
        synchronized(pages) {
            pages[name] = page
            while (pages.size > KEPT || pages.values.sumOf { it.size.toLong() } > ROOM) pages.remove(pages.keys.first())
        }
        return name
    }

    private fun written(format: TimelineFormat, timeline: Timeline): ByteArray =
        ByteArrayOutputStream().also { format.write(timeline, it) }.toByteArray()

    /** The page of that name, if it is still kept. */
    fun page(name: String): ByteArray? = synchronized(pages) { pages[name] }

    private companion object {
        const val LANES = 24
        const val KEPT = 40

        /** How many bytes all pages that are kept may have. */
        const val ROOM = 64L shl 20
    }
}

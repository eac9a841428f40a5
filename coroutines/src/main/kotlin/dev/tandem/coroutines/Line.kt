package dev.tandem.coroutines

/**
 * Those who wait, in the order in which they came; leaving it from anywhere takes one step. Not safe for use by several
 * threads.
 */
internal class Line<P : Line.Place> {
    /** Who stands in at most one line. */
    open class Place {
        internal var previous: Place? = null
        internal var next: Place? = null
        internal var inLine = false
    }

    private var first: Place? = null
    private var last: Place? = null

    var size = 0
        private set

    /** Has [place] stand at the end. */
    fun enter(place: P) {
        val before = last
        place.previous = before
        if (before == null) first = place else before.next = place
        last = place
        place.inLine = true
        size++
    }

    /** Takes the first out of the line, if there is one. */
    @Suppress("UNCHECKED_CAST")
    fun poll(): P? = (first as P?)?.also(::leave)

    /** Takes [place] out of the line; false if it does not stand in it. */
    fun leave(place: P): Boolean {
        if (!place.inLine) return false
        val before = place.previous
        val after = place.next
        if (before == null) first = after else before.next = after
        if (after == null) last = before else after.previous = before
        place.previous = null
        place.next = null
        place.inLine = false
        size--
        return true
    }
}

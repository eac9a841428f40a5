package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.annotation.JsonSubTypes
import com.fasterxml.jackson.annotation.JsonTypeInfo
import dev.tandem.interop.samples.lessons.Side

/** What a page is told of a run, as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(
    JsonSubTypes.Type(RunEvent.Refused::class, name = "refused"),
    JsonSubTypes.Type(RunEvent.Waiting::class, name = "waiting"),
    JsonSubTypes.Type(RunEvent.Started::class, name = "started"),
    JsonSubTypes.Type(RunEvent.Line::class, name = "line"),
    JsonSubTypes.Type(RunEvent.Diagnostic::class, name = "diagnostic"),
    JsonSubTypes.Type(RunEvent.Timeline::class, name = "timeline"),
    JsonSubTypes.Type(RunEvent.Ended::class, name = "ended"),
    JsonSubTypes.Type(RunEvent.Over::class, name = "over"),
)
internal sealed interface RunEvent {
    /** Nothing was run, because of the option [field], or of something else. */
    data class Refused(val field: String?, val message: String) : RunEvent

    /** So many runs have to end before this one begins. */
    data class Waiting(val ahead: Int) : RunEvent

    data class Started(val side: Side) : RunEvent

    data class Line(val side: Side, val seconds: Double, val text: String) : RunEvent

    /** The compiler says something of a line, from 1, or of none, 0. */
    data class Diagnostic(val side: Side, val line: Long, val column: Long, val kind: String, val message: String) :
        RunEvent

    /** The picture of what ran so far, or, as the [last] one, of all, which has a [page] of its own. */
    data class Timeline(val side: Side, val svg: String, val last: Boolean, val page: String?) : RunEvent

    /** A side is over; [how] is a word of [End]. */
    data class Ended(val side: Side, val seconds: Double, val how: End, val message: String?) : RunEvent

    /** The last event. */
    class Over : RunEvent
}

/** How a side can end. */
@Suppress("EnumEntryName", "ktlint:standard:enum-entry-name-case")
internal enum class End {
    /** It did what it does. */
    done,

    /** It failed. */
    failed,

    /** Whoever ran it stopped it. */
    stopped,

    /** Its time was up. */
    late,

    /** It printed more than there is room for. */
    flooded,

    /** Its inputs cannot be used. */
    refused,
}

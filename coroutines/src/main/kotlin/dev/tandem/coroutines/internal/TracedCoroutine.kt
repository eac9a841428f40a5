package dev.tandem.coroutines.internal

import kotlinx.coroutines.CopyableThreadContextElement
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.ExperimentalCoroutinesApi
import java.util.concurrent.atomic.AtomicLong
import kotlin.coroutines.CoroutineContext

/**
 * Tells a recording when, and on which thread, a coroutine runs.
 *
 * Kotlinx calls it as a thread begins to make steps of the coroutine, and as the coroutine suspends or ends. Each
 * coroutine that is started has a copy, and so a number, of its own; what runs in `withContext` or in a scope has that
 * of the coroutine around it. A span is the value that kotlinx keeps between the two calls. Spans are nested where a
 * thread that runs one coroutine runs another one from there: in the loop of a `runBlocking`, or by an undispatched
 * start. Steps of the same coroutine within a span of it, as in an undispatched `withContext`, belong to that span.
 */
@OptIn(ExperimentalCoroutinesApi::class, DelicateCoroutinesApi::class)
public class TracedCoroutine : CopyableThreadContextElement<TracedCoroutine.Span?> {
    /** Tells it from all others of this JVM; more than zero. */
    public val number: Long = numbers.incrementAndGet()

    override val key: CoroutineContext.Key<TracedCoroutine>
        get() = TracedCoroutine

    /** A coroutine that runs on this thread, called from the one [beneath] if there is one. */
    public class Span internal constructor(internal val participant: Participant, internal val beneath: Span?) {
        private val event = RunningEvent()

        init {
            event.coroutine = participant.coroutine
            event.name = participant.name
            event.begin()
        }

        internal fun end() = event.commit()
    }

    override fun updateThreadContext(context: CoroutineContext): Span? {
        if (!FlightRecording.spans()) return null
        val beneath = current.get()
        if (beneath?.participant?.coroutine == number) return null
        return Span(Participant(nameIn(context), number), beneath).also(current::set)
    }

    override fun restoreThreadContext(context: CoroutineContext, oldState: Span?) {
        if (oldState == null) return
        oldState.end()
        if (oldState.beneath == null) current.remove() else current.set(oldState.beneath)
    }

    override fun copyForChild(): TracedCoroutine = TracedCoroutine()

    override fun mergeForChild(overwritingElement: CoroutineContext.Element): CoroutineContext = TracedCoroutine()

    internal fun nameIn(context: CoroutineContext): String = "${context[CoroutineName]?.name ?: "coroutine"}#$number"

    override fun toString(): String = "traced()"

    /** Its key, and what each thread runs. */
    public companion object : CoroutineContext.Key<TracedCoroutine> {
        private val numbers = AtomicLong()
        private val current = ThreadLocal<Span?>()

        internal fun current(): Span? = current.get()
    }
}

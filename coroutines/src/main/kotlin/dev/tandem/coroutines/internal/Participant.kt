package dev.tandem.coroutines.internal

import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.Job
import kotlin.coroutines.CoroutineContext

/**
 * Who waits, wakes or calls, in a recording: a coroutine, or a thread.
 *
 * @property name what it is called; null stands for everybody
 * @property coroutine the number of a traced coroutine; less than zero for one that is not traced; zero for a thread
 */
public class Participant(public val name: String?, public val coroutine: Long)

/** The coroutine of this context; or the thread, if one blocks to make every step of it. */
public fun CoroutineContext.participant(): Participant {
    this[TracedCoroutine]?.let { return Participant(it.nameIn(this), it.number) }
    val job = this[Job]
    (job as? BlockedThread)?.threadOf(this)?.let { return it.participant() }
    val hash = System.identityHashCode(job)
    return Participant(this[CoroutineName]?.name ?: "coroutine@${Integer.toHexString(hash)}", -hash.toLong())
}

/** What this thread runs now: a traced coroutine, if it runs one. */
public fun currentParticipant(): Participant =
    TracedCoroutine.current()?.participant ?: Thread.currentThread().participant()

@Suppress("DEPRECATION") // threadId() is Java 19's
private fun Thread.participant() = Participant(name.ifEmpty { "#$id" }, 0)

/** This object in a recording: its type, and what tells it from others of its type. */
public fun Any.recordedName(type: String = javaClass.simpleName): String =
    "$type@${Integer.toHexString(System.identityHashCode(this))}"

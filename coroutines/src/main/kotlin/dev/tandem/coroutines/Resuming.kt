package dev.tandem.coroutines

import kotlinx.coroutines.CompletableDeferred

/*
 * To resume a coroutine is to call its dispatcher, which is foreign code and may fail: there is no memory for a thread,
 * say. That is not the affair of the caller, whose step is done, nor of the others that are to be resumed. So the
 * failure goes to the thread's uncaught exception handler, and what the coroutine was woken for goes to the next, if it
 * is of use to one only. A dispatcher may also fail after it has taken the coroutine, which then goes on all the same.
 */

/** Resumes a coroutine by [action]; false if it is no good, or its dispatcher has failed. */
internal inline fun resumed(action: () -> Boolean): Boolean = try {
    action()
} catch (e: Throwable) {
    report(e)
    false
}

/** Completes this, and so resumes all who wait for it, whichever of their dispatchers fail. */
internal fun CompletableDeferred<Unit>.resumeAll() {
    resumed { complete(Unit) }
}

/** Does what the JVM does with what a thread throws, though the thread goes on. */
internal fun report(failure: Throwable) {
    try {
        Thread.currentThread().run { uncaughtExceptionHandler.uncaughtException(this, failure) }
    } catch (_: Throwable) {
        // what a handler throws is ignored, as the JVM does
    }
}

package dev.tandem.coroutines

import dev.tandem.coroutines.internal.TracedCoroutine
import kotlin.coroutines.CoroutineContext

/**
 * Has Java's Flight Recorder see when, and on which thread, coroutines run: an element for the context of a coroutine,
 * or of a scope, which counts for all coroutines that are started in it.
 *
 * ```
 * fun main() = runBlocking(Dispatchers.Default + traced()) {
 *     val queue = JoinableQueue.fifo<String>()
 *     repeat(3) { launch(CoroutineName("worker-$it")) { queue.consumeEach { url -> crawl(url) } } }
 *     urls.forEach { queue.put(it) }
 *     queue.join()
 *     coroutineContext.cancelChildren()
 * }
 * ```
 *
 * With `-XX:StartFlightRecording:dev.tandem.Running#enabled=true,filename=crawl.jfr`, the recording has an event
 * `dev.tandem.Running` for each span in which one of them ran: its number, its name, as `worker-1#3`, and the thread.
 * In the library's other events (`dev.tandem.Wait`, `dev.tandem.Wake`) it has the same number and name.
 *
 * Each coroutine that is started, by `launch`, `async` or a scope of its own, has a number, and keeps it from thread to
 * thread, through `withContext` and `coroutineScope`, until its end. Where a thread that runs one coroutine runs another
 * one from there, as in the loop of a `runBlocking`, or by an undispatched start, the other's span lies within the
 * first one's.
 *
 * While nothing records, a coroutine that is traced costs what any `ThreadContextElement` does, and a small object; it
 * changes nothing else. A dispatcher is not needed for it, and none is replaced.
 */
public fun traced(): CoroutineContext = TracedCoroutine()

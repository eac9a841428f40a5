package dev.tandem.coroutines

import dev.tandem.coroutines.internal.FlightRecording
import dev.tandem.coroutines.internal.outcomeOf
import dev.tandem.coroutines.internal.recordedWait
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.sync.Semaphore
import java.util.concurrent.atomic.AtomicBoolean

/**
 * Runs [blocks] concurrently and waits for all of them: asyncio's `gather(*aws)`.
 *
 * ```
 * suspend fun greetings(): List<String> =
 *     gather({ greet("Ann") }, { greet("Bob") }, { greet("Cat") }, { greet("Dan") })
 * ```
 *
 * The blocks start in their order, as children of the caller, in its dispatcher. The first to fail cancels the others;
 * when they have ended, its exception is thrown. (asyncio lets the others run on behind the caller's back; here
 * nothing outlives the call.)
 *
 * Cancelling the caller cancels every block, waits for them to end, and throws the `CancellationException`, or what a
 * block threw as it was cleaning up; results that some had reached by then are dropped. A block that throws a
 * `CancellationException` of its own fails like any other, and it is that exception which is thrown: beware of a
 * `withTimeout` in a block, whose exception looks to the caller's own coroutine like its cancellation. What a block did
 * happens before what follows this call.
 *
 * Two blocks, and three, keep the type of each: they give a [Pair] and a [Triple]. For a list of two or three results,
 * there is `gather(listOf(a, b)) { it() }`.
 *
 * @return the results, in the order of [blocks]; empty if there are none
 */
public suspend fun <T> gather(vararg blocks: suspend CoroutineScope.() -> T): List<T> = gather(blocks.asList()) { it() }

/**
 * Runs two blocks concurrently, and otherwise does what [gather] of any number does.
 *
 * ```
 * suspend fun greet() {
 *     val (name, unread) = gather({ loadName() }, { countNews() }) // a String and an Int
 *     println("Good morning, $name. There are $unread news.")
 * }
 * ```
 *
 * @return both results
 */
public suspend fun <A, B> gather(
    first: suspend CoroutineScope.() -> A,
    second: suspend CoroutineScope.() -> B,
): Pair<A, B> = coroutineScope {
    val a = async(block = first)
    val b = async(block = second)
    if (FlightRecording.waits()) listOf(a, b).awaitEach() else awaitAll(a, b)
    Pair(a.await(), b.await())
}

/**
 * Runs three blocks concurrently, and otherwise does what [gather] of any number does.
 *
 * @return the three results
 */
public suspend fun <A, B, C> gather(
    first: suspend CoroutineScope.() -> A,
    second: suspend CoroutineScope.() -> B,
    third: suspend CoroutineScope.() -> C,
): Triple<A, B, C> = coroutineScope {
    val a = async(block = first)
    val b = async(block = second)
    val c = async(block = third)
    if (FlightRecording.waits()) listOf(a, b, c).awaitEach() else awaitAll(a, b, c)
    Triple(a.await(), b.await(), c.await())
}

/**
 * Runs [block] for each of [inputs] concurrently, and otherwise does what [gather] of single blocks does.
 *
 * ```
 * suspend fun sizes(urls: List<String>): List<Int> = gather(urls) { url -> fetch(url).length }
 * ```
 *
 * @return the results, in the order of [inputs]; empty if there are none
 */
public suspend fun <I, T> gather(inputs: Iterable<I>, block: suspend CoroutineScope.(I) -> T): List<T> =
    coroutineScope { inputs.map { async { block(it) } }.awaitEach() }

/**
 * Runs [block] for each of [inputs], for [limit] of them at a time at most, and otherwise does what [gather] of single
 * blocks does.
 *
 * ```
 * suspend fun sizes(urls: List<String>): List<Int> = gather(urls, limit = 10) { url -> fetch(url).length }
 * ```
 *
 * The next input is asked for, and its block started, when there is room for it: when a block, with all that it has
 * started, has ended. After the first failure, or when the caller is cancelled, no other is started.
 *
 * @param limit how many blocks run at a time at most
 * @return the results, in the order of [inputs]; empty if there are none
 * @throws IllegalArgumentException if [limit] is less than 1; nothing has been started
 */
public suspend fun <I, T> gather(inputs: Iterable<I>, limit: Int, block: suspend CoroutineScope.(I) -> T): List<T> {
    require(limit >= 1) { "limit must be at least 1, not $limit" }
    return coroutineScope { startEach(inputs, limit, block).awaitEach() }
}

/** Starts a block when there is room for it, until one has failed. */
private suspend fun <I, T> CoroutineScope.startEach(
    inputs: Iterable<I>,
    limit: Int,
    block: suspend CoroutineScope.(I) -> T,
): List<Deferred<T>> {
    val permits = Semaphore(limit)
    val hasFailed = AtomicBoolean()
    val started = ArrayList<Deferred<T>>()
    val remaining = inputs.iterator()
    permits.acquire()
    while (!hasFailed.get() && remaining.hasNext()) {
        val input = remaining.next()
        val running = async { block(input) }
        started += running
        running.invokeOnCompletion { failure ->
            if (failure != null) hasFailed.set(true)
            permits.release()
        }
        permits.acquire()
    }
    return started
}

/**
 * Runs [blocks] concurrently, waits for all of them and gives the outcome of each, whether it succeeded or failed:
 * asyncio's `gather(*aws, return_exceptions=True)`.
 *
 * Blocks start, and see the caller's dispatcher and memory, as with [gather], but a failure is nobody else's: the
 * others run to their own ends. Cancelling the caller cancels every block, waits for them to end, and throws the
 * `CancellationException`, whatever the blocks threw meanwhile; a block that was cancelled by itself or by others is a
 * failure among the outcomes.
 *
 * @return the outcomes, in the order of [blocks]; empty if there are none
 */
public suspend fun <T> gatherOutcomes(vararg blocks: suspend CoroutineScope.() -> T): List<Result<T>> =
    gatherOutcomes(blocks.asList()) { it() }

/**
 * Runs [block] for each of [inputs] concurrently, and otherwise does what [gatherOutcomes] of single blocks does.
 *
 * ```
 * suspend fun report(urls: List<String>) {
 *     val outcomes = gatherOutcomes(urls) { url -> fetch(url).length }
 *     urls.zip(outcomes).forEach { (url, outcome) -> println("$url: ${outcome.getOrElse { it.message }}") }
 * }
 * ```
 *
 * @return the outcomes, in the order of [inputs]; empty if there are none
 */
public suspend fun <I, T> gatherOutcomes(
    inputs: Iterable<I>,
    block: suspend CoroutineScope.(I) -> T,
): List<Result<T>> = supervisorScope {
    val started = inputs.map { async { block(it) } }
    if (started.isToBeRecorded()) started.recorded { outcomesOf(started) } else outcomesOf(started)
}

private suspend inline fun <T> CoroutineScope.outcomesOf(started: List<Deferred<T>>): List<Result<T>> =
    started.map { running -> runCatching { running.await() }.also { ensureActive() } }

/** Waits for the results, or for the first failure, which it throws. */
private suspend fun <T> List<Deferred<T>>.awaitEach(): List<T> = if (isToBeRecorded()) awaitRecorded() else awaitAll()

private suspend fun <T> List<Deferred<T>>.awaitRecorded(): List<T> = recorded { awaitAll() }

private fun List<Deferred<*>>.isToBeRecorded() = FlightRecording.waits() && !all { it.isCompleted }

private suspend fun <R> List<Deferred<*>>.recorded(wait: suspend () -> R): R =
    recordedWait("gather[$size]", "gather", ::outcomeOfAll, wait)

/** How a wait for all has ended. Of a block's failure, the waiter may hear by a cancellation. */
private fun outcomeOfAll(result: Result<*>): String {
    val cause = (result.exceptionOrNull() as? CancellationException)?.cause
    return outcomeOf(if (cause == null) result else Result.failure<Any>(cause))
}

package dev.tandem.coroutines

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.supervisorScope

/**
 * Runs [blocks] concurrently and waits for all of them: asyncio's `gather(*aws)`.
 *
 * ```
 * suspend fun greet() {
 *     val (name, news) = gather({ loadName() }, { loadNews() })
 *     println("Good morning, $name. Today: $news")
 * }
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
 * @return the results, in the order of [blocks]; empty if there are none
 */
public suspend fun <T> gather(vararg blocks: suspend CoroutineScope.() -> T): List<T> = gather(blocks.asList()) { it() }

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
    coroutineScope { inputs.map { async { block(it) } }.awaitAll() }

/**
 * Runs [blocks] concurrently, waits for all of them and gives the outcome of each, whether it succeeded or failed:
 * asyncio's `gather(*aws, return_exceptions=True)`.
 *
 * Blocks start, and see the caller's dispatcher and memory, as with [gather], but a failure is nobody else's: the
 * others run to their own ends. Cancelling the caller cancels every block, waits for them to end, and throws the
 * `CancellationException`, whatever the blocks threw meanwhile; a block that was cancelled by itself or by others is a failure among the outcomes.
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
    inputs.map { async { block(it) } }.map { running ->
        runCatching { running.await() }.also { ensureActive() }
    }
}

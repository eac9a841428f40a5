package dev.tandem.interop.samples.docs

import dev.tandem.coroutines.JoinableQueue
import dev.tandem.coroutines.consumeEach
import dev.tandem.coroutines.traced
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlin.time.Duration.Companion.milliseconds

/** The program of docs/seeing.md. */
object SeeingPage {
    // snippet: traced
    @JvmStatic
    fun main(args: Array<String>) = runBlocking(traced()) {
        val queue = JoinableQueue.fifo<Int>()
        repeat(3) { i ->
            launch(CoroutineName("worker-$i")) { queue.consumeEach { delay(it.milliseconds) } }
        }
        repeat(9) { queue.put(20) }
        queue.join()
        coroutineContext.cancelChildren()
    }
    // end
}

package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.JoinableQueue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration.Companion.seconds

/** Workers take from [from] until it is shut down and empty; when the last of them has ended, [to] is shut down. */
private suspend fun <A : Any, B : Any> stage(
    workers: Int,
    from: JoinableQueue<A>,
    to: JoinableQueue<B>,
    transform: suspend (A) -> B,
) {
    coroutineScope {
        repeat(workers) {
            launch { for (item in from) to.put(transform(item)) }
        }
    }
    to.shutdown()
}

/** Tutorial 6, exercise 3: any number of stages, each of which ends the next. */
class TwoStagesTest :
    FunSpec({
        test("every item goes through both stages, and everybody ends") {
            runTest {
                val numbers = JoinableQueue.fifo<Int>(capacity = 2)
                val squares = JoinableQueue.fifo<Int>(capacity = 2)
                val texts = JoinableQueue.fifo<String>(capacity = 2)
                val results = mutableListOf<String>()
                launch {
                    for (number in 1..10) numbers.put(number)
                    numbers.shutdown()
                }
                launch { stage(3, numbers, squares) { number -> (number * number).also { delay(1.seconds) } } }
                launch { stage(2, squares, texts) { square -> "<$square>".also { delay(2.seconds) } } }
                for (text in texts) results += text
                results shouldContainExactlyInAnyOrder (1..10).map { "<${it * it}>" }
            }
        }
    })

package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration.Companion.seconds

/** The snippets of coroutines/README.md, run. */
class ReadmeTest :
    FunSpec({
        test("event") {
            runTest {
                val said = mutableListOf<String>()
                meet { said += it }
                said.shouldContainExactly("waiting for it ...", "... got it!")
            }
        }

        test("condition") {
            runTest {
                val mailbox = Mailbox()
                val letter = async { mailbox.take() }
                mailbox.put("hello")
                letter.await() shouldBe "hello"
            }
        }

        test("barrier") {
            runTest {
                val said = mutableListOf<String>()
                race(3) { said += it }
                said.first() shouldBe "go!"
                said.size shouldBe 4
            }
        }

        test("queue") {
            runTest { crawlAll(listOf("a", "b", "c", "d")).shouldContainExactlyInAnyOrder("a", "b", "c", "d") }
        }

        test("select") {
            runTest {
                val queue = JoinableQueue.fifo<String>()
                nextOrNothing(queue) shouldBe "nothing"
                queue.put("item")
                nextOrNothing(queue) shouldBe "item"
            }
        }

        test("waiting") {
            runTest {
                val pages =
                    listOf("slow" to 2, "fast" to 1).map { (page, seconds) ->
                        async {
                            delay(seconds.seconds)
                            page
                        }
                    }
                fastest(pages) shouldBe "fast"
                total(listOf("one", "three")) shouldBe 8
                val application = this
                launch { save(application) { delay(1.seconds) } }.join()
            }
        }
    })

// snippet: event
suspend fun meet(say: (String) -> Unit) = coroutineScope {
    val ready = Event()
    launch {
        say("waiting for it ...")
        ready.await()
        say("... got it!")
    }
    delay(1.seconds)
    ready.set()
}
// end

// snippet: condition
class Mailbox {
    private val mutex = Mutex()
    private val changed = mutex.newCondition()
    private val letters = ArrayDeque<String>()

    suspend fun put(letter: String) = mutex.withLock {
        letters += letter
        changed.signal()
    }

    suspend fun take(): String = mutex.withLock {
        changed.awaitUntil { letters.isNotEmpty() }
        letters.removeFirst()
    }
}
// end

// snippet: barrier
suspend fun race(runners: Int, say: (String) -> Unit) = coroutineScope {
    val start = Barrier(runners) { say("go!") } // run by the last to arrive
    repeat(runners) { runner ->
        launch {
            start.await()
            say("$runner runs")
        }
    }
}
// end

// snippet: queue
suspend fun crawlAll(urls: List<String>): List<String> = coroutineScope {
    val crawled = mutableListOf<String>()
    val queue = JoinableQueue.fifo<String>(capacity = 10)
    repeat(3) {
        launch { queue.consumeEach { url -> crawled += url } } // taskDone after each
    }
    urls.forEach { queue.put(it) }
    queue.join()
    queue.shutdown()
    crawled
}
// end

// snippet: select
suspend fun nextOrNothing(queue: JoinableQueue<String>): String = select {
    onTake(queue) { item -> item }
    onTimeout(1.seconds) { "nothing" }
}
// end

// snippet: waiting
suspend fun fastest(pages: List<Deferred<String>>): String {
    pages.asCompleted().collect { page -> println(page.await()) }

    val (done, pending) = pages.await(ReturnWhen.FIRST_COMPLETED, timeout = 5.seconds)
    pending.forEach { it.cancel() }
    return done.minBy { it.await() }.await()
}

suspend fun total(words: List<String>): Int = gather(words) { word -> word.length }.sum()

suspend fun save(application: CoroutineScope, store: suspend () -> Unit) =
    application.shield { store() } // goes on if the caller is cancelled
// end

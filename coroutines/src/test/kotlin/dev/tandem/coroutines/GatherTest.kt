package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

class GatherTest :
    FunSpec({
        test("gather takes as long as its slowest block and keeps the order of its blocks") {
            runTest {
                val results =
                    gather(
                        {
                            delay(3.seconds)
                            "slow"
                        },
                        {
                            delay(1.seconds)
                            "fast"
                        },
                    )

                results shouldBe ("slow" to "fast")
                currentTime shouldBe 3_000
            }
        }

        test("gather starts its blocks in their order") {
            runTest {
                val started = mutableListOf<Int>()
                gather(1..5) { started += it }
                started.shouldContainExactly(1, 2, 3, 4, 5)
            }
        }

        test("gather of nothing is an empty list") {
            runTest {
                gather<Int>().shouldBeEmpty()
                gather(emptyList<Int>()) { it }.shouldBeEmpty()
                gatherOutcomes<Int>().shouldBeEmpty()
            }
        }

        test("the first failure cancels the other blocks and is thrown once they have ended") {
            runTest {
                val ended = mutableListOf<String>()
                val thrown =
                    shouldThrow<IllegalArgumentException> {
                        gather(
                            {
                                try {
                                    awaitCancellation()
                                } finally {
                                    ended += "other"
                                }
                            },
                            {
                                delay(1.seconds)
                                throw IllegalArgumentException("boom")
                            },
                        )
                    }
                thrown.message shouldBe "boom"
                ended.shouldContainExactly("other")
            }
        }

        test("cancelling the caller of gather cancels every block") {
            runTest {
                val ended = mutableListOf<Int>()
                val caller =
                    launch(start = UNDISPATCHED) {
                        gather(1..3) {
                            try {
                                awaitCancellation()
                            } finally {
                                ended += it
                            }
                        }
                    }
                testScheduler.runCurrent()
                caller.cancel()
                caller.join()
                ended.shouldContainExactly(1, 2, 3)
            }
        }

        test("two blocks, and three, keep the type of each; any other number gives a list") {
            runTest {
                val (name, length) = gather({ "tandem" }, { 6 })
                (name.length == length) shouldBe true
                val (a, b, c) = gather({ 1 }, { "two" }, { listOf(3.0) })
                (a + b.length + c.sum()) shouldBe 7.0
                val list: List<Any> = gather<Any>({ 1 }, { "two" }, { 3 }, { 4 })
                list.shouldContainExactly(1, "two", 3, 4)
                gather({ 1 }).shouldContainExactly(1)
            }
        }

        test("three blocks run at once, and a failure of any cancels the others, which end first") {
            for (failing in 0..2) {
                runTest {
                    val ended = mutableListOf<Int>()
                    val blocks: List<suspend (Any) -> String> = List(3) { number ->
                        {
                            if (number == failing) {
                                delay(1.seconds)
                                error("$number")
                            }
                            try {
                                awaitCancellation()
                            } finally {
                                withContext(NonCancellable) { delay(1.seconds) }
                                ended += number
                            }
                        }
                    }
                    shouldThrow<IllegalStateException> {
                        gather({ blocks[0](this) }, { blocks[1](this) }, { blocks[2](this) })
                    }.message shouldBe "$failing"
                    ended shouldBe listOf(0, 1, 2) - failing
                    currentTime shouldBe 2_000
                }
            }
        }

        test("cancelling the caller of two blocks cancels both") {
            runTest {
                val ended = mutableListOf<String>()

                suspend fun wait(name: String): Nothing = try {
                    awaitCancellation()
                } finally {
                    ended += name
                }
                val caller = launch { gather({ wait("a") }, { wait("b") }) }
                testScheduler.runCurrent()
                caller.cancel()
                caller.join()
                ended.shouldContainExactly("a", "b")
            }
        }

        test("a block's own CancellationException fails two blocks at once, not when the other is done") {
            runTest {
                shouldThrow<CancellationException> {
                    gather({ delay(1.hours) }, { throw CancellationException("not me") })
                }.message shouldBe "not me"
                currentTime shouldBe 0
            }
        }

        // ---- with a limit

        test("with a limit no more than so many run at a time, and the results keep the order of the inputs") {
            runTest {
                var running = 0
                var most = 0
                val results =
                    gather(1..10, limit = 3) { number ->
                        most = maxOf(most, ++running)
                        delay((11 - number).seconds)
                        running--
                        number * number
                    }
                results shouldBe (1..10).map { it * it }
                most shouldBe 3
            }
        }

        test("with a limit the next input is asked for when there is room for it, and its block starts at once") {
            runTest {
                val events = mutableListOf<String>()
                val inputs = generateSequence(1) { it + 1 }.take(4).onEach { events += "asked for $it" }.asIterable()
                val caller = async {
                    gather(inputs, limit = 2) {
                        events += "$it begins"
                        delay(it.seconds)
                        events += "$it ends"
                    }
                }
                testScheduler.runCurrent()
                events.shouldContainExactly("asked for 1", "asked for 2", "1 begins", "2 begins")
                caller.await()
                events.drop(4).shouldContainExactly(
                    "1 ends",
                    "asked for 3",
                    "3 begins",
                    "2 ends",
                    "asked for 4",
                    "4 begins",
                    "3 ends",
                    "4 ends",
                )
            }
        }

        test("a block has ended, and makes room, when what it has started has ended") {
            runTest {
                gather(1..3, limit = 1) { launch { delay(1.seconds) } }
                currentTime shouldBe 3_000
            }
        }

        test("with a limit the first failure cancels what runs, and nothing else is started") {
            runTest {
                val started = mutableListOf<Int>()
                val ended = mutableListOf<Int>()
                shouldThrow<IllegalArgumentException> {
                    gather(1..100, limit = 3) { number ->
                        started += number
                        try {
                            delay(number.seconds)
                            require(number < 3) { "boom" }
                        } finally {
                            ended += number
                        }
                    }
                }.message shouldBe "boom"
                started.shouldContainExactly(1, 2, 3, 4, 5)
                ended.shouldContainExactly(1, 2, 3, 4, 5)
                currentTime shouldBe 3_000
            }
        }

        test("with a limit a block's own CancellationException is a failure like any other") {
            runTest {
                val started = mutableListOf<Int>()
                shouldThrow<CancellationException> {
                    gather(1..100, limit = 2) { number ->
                        started += number
                        if (number == 2) throw CancellationException("not me")
                        delay(1.hours)
                    }
                }.message shouldBe "not me"
                started.shouldContainExactly(1, 2)
                currentTime shouldBe 0
            }
        }

        test("cancelling the caller of gather with a limit cancels what runs, and starts nothing else") {
            runTest {
                val ended = mutableListOf<Int>()
                val caller =
                    launch {
                        gather(1..100, limit = 2) {
                            try {
                                awaitCancellation()
                            } finally {
                                ended += it
                            }
                        }
                    }
                testScheduler.runCurrent()
                caller.cancel()
                caller.join()
                ended.shouldContainExactly(1, 2)
            }
        }

        test("inputs that fail cancel what runs, and what they threw is thrown") {
            runTest {
                val inputs = sequence {
                    yield(1)
                    yield(2)
                    error("no more")
                }
                val ended = mutableListOf<Int>()
                shouldThrow<IllegalStateException> {
                    gather(inputs.asIterable(), limit = 2) { number ->
                        try {
                            if (number == 1) delay(1.seconds) else awaitCancellation()
                        } finally {
                            ended += number
                        }
                    }
                }.message shouldBe "no more"
                ended.shouldContainExactly(1, 2)
                currentTime shouldBe 1_000
            }
        }

        test("a limit above the number of inputs, and no inputs at all, are no matter") {
            runTest {
                gather(1..3, limit = Int.MAX_VALUE) {
                    delay(1.seconds)
                    it
                }.shouldContainExactly(1, 2, 3)
                currentTime shouldBe 1_000
                gather(emptyList<Int>(), limit = 1) { it }.shouldBeEmpty()
            }
        }

        test("a limit below one is refused by value, and nothing is started") {
            runTest {
                for (limit in listOf(0, -1, Int.MIN_VALUE)) {
                    shouldThrow<IllegalArgumentException> { gather(1..3, limit) { error("started") } }
                        .message shouldBe "limit must be at least 1, not $limit"
                }
            }
        }

        test("with a limit, on threads of their own, no more than so many run at a time, and none is left out") {
            bounded(2.minutes, Dispatchers.Default) {
                repeat(200) {
                    val running = AtomicInteger()
                    val results =
                        gather(1..200, limit = 3) { number ->
                            (running.incrementAndGet() <= 3) shouldBe true
                            if (number % 7 == 0) yield()
                            running.decrementAndGet()
                            number
                        }
                    results shouldBe (1..200).toList()
                }
            }
        }

        test("gatherOutcomes gives every outcome, in the order of its blocks") {
            runTest {
                val (value, failure, cancelled) =
                    gatherOutcomes<Any>(
                        {
                            delay(2.seconds)
                            "value"
                        },
                        { throw IllegalArgumentException("boom") },
                        { throw CancellationException("not me") },
                    )

                value.getOrThrow() shouldBe "value"
                failure.exceptionOrNull().shouldBeInstanceOf<IllegalArgumentException>().message shouldBe "boom"
                cancelled.exceptionOrNull().shouldBeInstanceOf<CancellationException>()
                currentTime shouldBe 2_000
            }
        }

        test("cancelling the caller of gatherOutcomes is no outcome") {
            runTest {
                val caller = async { gatherOutcomes({ awaitCancellation() }, { throw IllegalStateException("boom") }) }
                testScheduler.runCurrent()
                caller.cancel(CancellationException("enough"))
                shouldThrow<CancellationException> { caller.await() }.message shouldBe "enough"
            }
        }
    })

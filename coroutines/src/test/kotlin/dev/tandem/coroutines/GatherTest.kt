package dev.tandem.coroutines

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
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

                results.shouldContainExactly("slow", "fast")
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

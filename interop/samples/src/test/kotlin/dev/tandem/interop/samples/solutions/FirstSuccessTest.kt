package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.asCompleted
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.job
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import java.io.IOException
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.seconds

/** Runs the blocks at once; returns the first result that comes, and cancels the rest; throws the last failure if all fail. */
suspend fun <T : Any> firstSuccess(vararg blocks: suspend () -> T): T = supervisorScope {
    val attempts = blocks.map { block -> async { block() } } // one that fails leaves the others alone
    var failure: Throwable = NoSuchElementException("nothing to run")
    val first =
        attempts.asCompleted().mapNotNull { attempt ->
            failure = attempt.getCompletionExceptionOrNull() ?: return@mapNotNull attempt.await()
            null
        }.firstOrNull()
    coroutineContext.job.cancelChildren()
    first ?: throw failure
}

class FirstSuccessTest :
    FunSpec({
        test("the first result wins, whatever failed before it, and the rest is cancelled") {
            runTest {
                val ended = mutableListOf<String>()
                val page =
                    firstSuccess(
                        {
                            delay(1.seconds)
                            throw IOException("the first mirror is down")
                        },
                        {
                            delay(2.seconds)
                            "a page"
                        },
                        {
                            try {
                                delay(1.hours)
                                "too late"
                            } finally {
                                ended += "the slow mirror"
                            }
                        },
                    )
                page shouldBe "a page"
                ended.shouldContainExactly("the slow mirror")
                currentTime shouldBe 2_000
            }
        }

        test("if all fail, the last failure is thrown") {
            runTest {
                shouldThrow<IOException> {
                    firstSuccess<String>(
                        {
                            delay(2.seconds)
                            throw IOException("late")
                        },
                        { error("early") },
                    )
                }.message shouldBe "late"
            }
        }
    })

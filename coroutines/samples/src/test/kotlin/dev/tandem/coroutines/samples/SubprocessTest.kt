package dev.tandem.coroutines.samples

import dev.tandem.coroutines.samples.programs.CoroutinePrograms
import dev.tandem.samples.programs.Transcript
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.types.shouldBeInstanceOf
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import java.io.IOException
import java.io.OutputStream.nullOutputStream
import java.io.PrintStream
import kotlin.time.Duration.Companion.seconds

class SubprocessTest :
    FunSpec({
        timeout = 60_000

        val programs = CoroutinePrograms()
        val manyLines = List(600) { "x".repeat(1_000) }

        test("programs are talked with, and their failures told") {
            inRealTime(Subprocess(), "--speed", "5").map(::withoutReason) shouldContainExactly
                """
                $ sort
                  > pear
                  > fig
                  > apple
                  < apple
                  < fig
                  < pear
                  exit status 0
                $ cat
                  > pear
                  < pear
                  > fig
                  < fig
                  > apple
                  < apple
                  exit status 0
                $ sh -c echo out of paper >&2; exit 3
                  ! out of paper
                  exit status 3
                $ tandem-no-such-program
                  failed: Cannot run program "tandem-no-such-program"
                $ sleep 3600
                  given up on after 1.0 s
                """.trimIndent().lines()
        }

        test("the program and what it is given are options") {
            inRealTime(Subprocess(), "--command=tr,a-z,A-Z", "--lines=a,b", "--speed=100").take(6) shouldContainExactly
                listOf("$ tr a-z A-Z", "  > a", "  > b", "  < A", "  < B", "  exit status 0")
        }

        test("more than a pipe holds goes through") {
            val echoed = programs.run(listOf("cat"), manyLines)
            echoed.output() shouldBe manyLines
            echoed.status() shouldBe 0
        }

        test("more errors than a pipe holds do not hold up the output") {
            val complaints = programs.run(listOf("sh", "-c", "cat >&2; echo done"), manyLines)
            complaints.errors() shouldBe manyLines
            complaints.output() shouldBe listOf("done")
        }

        test("the caller's only thread is free while it waits for a program") {
            coroutineScope {
                val one = Dispatchers.Default.limitedParallelism(1)
                val answer = CompletableDeferred<Long>()
                val waiting = launch(one) { programs.converse(FALLS_SILENT, listOf("a", "b"), telling(answer)) }
                answer.await()
                async(one) { "ran" }.await() shouldBe "ran"
                waiting.cancelAndJoin()
            }
        }

        test("who does not answer any more fails the talk") {
            val closesOutput = listOf("sh", "-c", "read line; exec >&-; exec sleep 3600")
            shouldThrow<IOException> { programs.converse(closesOutput, listOf("a"), telling(CompletableDeferred())) }
                .message shouldEndWith "does not answer 'a'"
        }

        test("cancelling the wait ends the program") {
            coroutineScope {
                val answer = CompletableDeferred<Long>()
                val talk = CompletableDeferred<Throwable?>()
                val talking =
                    launch {
                        talk.complete(
                            runCatching { programs.converse(FALLS_SILENT, listOf("a", "b"), telling(answer)) }
                                .exceptionOrNull(),
                        )
                    }
                val program = ProcessHandle.of(answer.await()).orElseThrow()
                talking.cancelAndJoin()
                talk.await().shouldBeInstanceOf<CancellationException>()
                withTimeout(20.seconds) { program.onExit().await() }
            }
        }

        test("who is cancelled already starts nothing") {
            coroutineScope {
                val waiting =
                    async(start = CoroutineStart.UNDISPATCHED) {
                        coroutineContext.cancel()
                        programs.run(listOf("tandem-no-such-program"), emptyList())
                    }
                shouldThrow<CancellationException> { waiting.await() }
            }
        }

        test("an interruption ends the sample") {
            Player.play(Subprocess(), "--command=sleep,3600", "--lines=a") {
                nextLine() shouldBe "$ sleep 3600"
                nextLine() shouldBe "  > a"
                interrupt()
            }
        }
    })

/** Answers the first line with its process id, and the second never. */
private val FALLS_SILENT = listOf("sh", "-c", "read line; echo $$; exec sleep 3600")

/** A transcript that tells of the first answer. */
private fun telling(answer: CompletableDeferred<Long>) = Transcript(
    object : PrintStream(nullOutputStream()) {
        override fun println(line: String?) {
            if (line!!.startsWith("  < ")) answer.complete(line.removePrefix("  < ").toLong())
        }
    },
)

/** Each JVM says in its own words why a program cannot be run. */
private fun withoutReason(line: String) = line.replace(Regex("(?<=no-such-program\"): .*"), "")

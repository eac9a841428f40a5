package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.programs.CoroutinePrograms
import dev.tandem.interop.toThread
import dev.tandem.samples.programs.Finished
import dev.tandem.samples.programs.Transcript
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import kotlinx.coroutines.CompletableDeferred
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

        val pipes = VirtualThreads.newExecutor()
        afterSpec { pipes.shutdownNow() }
        val javas = AwaitedPrograms(FuturePrograms(pipes))
        val kotlins = WaitingPrograms(CoroutinePrograms())
        val manyLines = List(600) { "x".repeat(1_000) }

        test("each side talks with the other's programs, and tells of their failures") {
            val scenes =
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
            linesOf(Subprocess(), "--speed", "5").map(::withoutReason) shouldContainExactly
                listOf("the programs are Java's, a coroutine awaits them") + scenes +
                listOf("the programs are Kotlin's, a thread waits for them") + scenes
        }

        test("more than a pipe holds goes through Java's future") {
            javas.run(listOf("cat"), manyLines).output() shouldBe manyLines
        }

        test("more than a pipe holds goes through Kotlin's coroutine") {
            toThread { kotlins.run(listOf("cat"), manyLines) }.output() shouldBe manyLines
        }

        test("cancelling the coroutine ends Java's program") {
            cancelledTalkEndsProgram { javas.converse(FALLS_SILENT, LINES, it) }
        }

        test("interrupting the thread ends Kotlin's program") {
            cancelledTalkEndsProgram { toThread { kotlins.converse(FALLS_SILENT, LINES, it) } }
        }

        test("a program of Java's that does not answer any more fails the coroutine, and is ended") {
            shouldThrow<IOException> { javas.converse(CLOSES_OUTPUT, LINES, telling(CompletableDeferred())) }
                .message shouldEndWith "does not answer 'a'"
        }

        test("a program of Kotlin's that does not answer any more fails the thread, and is ended") {
            shouldThrow<IOException> {
                toThread { kotlins.converse(CLOSES_OUTPUT, LINES, telling(CompletableDeferred())) }
            }
                .message shouldEndWith "does not answer 'a'"
        }
    })

private val LINES = listOf("a", "b")

/** Answers the first line with its process id, and the second never. */
private val FALLS_SILENT = listOf("sh", "-c", "read line; echo $$; exec sleep 3600")

/** Ends its output instead of an answer, but not itself. */
private val CLOSES_OUTPUT = listOf("sh", "-c", "read line; exec >&-; exec sleep 3600")

private suspend fun cancelledTalkEndsProgram(talk: suspend (Transcript) -> Finished) = coroutineScope {
    val answer = CompletableDeferred<Long>()
    val talking = launch { talk(telling(answer)) }
    val program = ProcessHandle.of(answer.await()).orElseThrow()
    talking.cancelAndJoin()
    withTimeout(20.seconds) { program.onExit().await() }
}

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

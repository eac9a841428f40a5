package dev.tandem.interop.samples

import dev.tandem.samples.CapturedOutput
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import kotlin.streams.toList
import kotlin.time.Duration.Companion.seconds

class SubprocessTest :
    FunSpec({
        timeout = 60_000

        fun children() = ProcessHandle.current().children().filter { it.isAlive }.toList().toSet()

        test("a coroutine writes to programs, reads from them, and tells of their failures") {
            linesOf(Subprocess(), "--speed", "5").map(::withoutReason) shouldContainExactly
                """
                $ sort
                  > pear
                  > fig
                  > apple
                  < apple
                  < fig
                  < pear
                  exit status 0
                $ sh -c echo out of paper >&2; exit 3
                  ! out of paper
                  exit status 3
                $ tandem-no-such-program
                  failed: Cannot run program "tandem-no-such-program"
                $ sleep 3600
                  given up on after 0.2 s
                """.trimIndent().lines()
        }

        test("more than a pipe holds goes through") {
            val line = "x".repeat(1_000)
            val lines = linesOf(Subprocess(), "--command=cat", "--lines=" + "$line,".repeat(599) + line, "--speed=100")
            lines.subList(601, 1201) shouldBe List(600) { "  < $line" }
        }

        test("cancelling the coroutine ends the program, and by that the threads that read from it") {
            val before = children()
            withTimeout(30.seconds) {
                CapturedOutput.start().use {
                    val sleeping =
                        launch(Dispatchers.Default) { Subprocess().run(60.0, listOf(), listOf("sleep", "3600")) }
                    while (children() == before) yield()
                    sleeping.cancelAndJoin()
                }
                children().forEach { it.onExit().await() }
            }
        }
    })

/** Each JVM says in its own words why a program cannot be run. */
private fun withoutReason(line: String) = line.replace(Regex("(?<=no-such-program\"): .*"), "")

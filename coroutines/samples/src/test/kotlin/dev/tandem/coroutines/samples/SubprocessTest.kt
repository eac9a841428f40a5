package dev.tandem.coroutines.samples

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
        val before = children()

        test("programs are written to and read, and their failures told") {
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
                $ sh -c echo out of paper >&2; exit 3
                  ! out of paper
                  exit status 3
                $ tandem-no-such-program
                  failed: Cannot run program "tandem-no-such-program"
                $ sleep 3600
                  given up on after 0.2 s
                """.trimIndent().lines()
        }

        test("the program and what it is given are options") {
            inRealTime(Subprocess(), "--command=tr,a-z,A-Z", "--lines=a,b", "--speed=100").take(6) shouldContainExactly
                listOf("$ tr a-z A-Z", "  > a", "  > b", "  < A", "  < B", "  exit status 0")
        }

        test("an interruption ends the sample") {
            Player.play(Subprocess(), "--command=sleep,3600", "--lines=a") {
                nextLine() shouldBe "$ sleep 3600"
                nextLine() shouldBe "  > a"
                interrupt()
            }
            withTimeout(30.seconds) { (children() - before).forEach { it.onExit().await() } } // killed, it dies soon
        }

        test("more than a pipe holds goes through") {
            val line = "x".repeat(1_000)
            val lines =
                inRealTime(Subprocess(), "--command=cat", "--lines=" + "$line,".repeat(599) + line, "--speed=100")
            lines.subList(601, 1201) shouldBe List(600) { "  < $line" }
            lines[1201] shouldBe "  exit status 0"
        }

        test("more errors than a pipe holds do not hold up the output") {
            val noisy = "i=0; while [ \$i -lt 9000 ]; do echo 0123456789 >&2; i=\$((i+1)); done; echo done"
            val lines = inRealTime(Subprocess(), "--command=sh,-c,$noisy", "--lines=a", "--speed=100")
            lines[2] shouldBe "  < done"
            lines.subList(3, 9003) shouldBe List(9000) { "  ! 0123456789" }
        }

        test("cancelled while it waits, it ends the program") {
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

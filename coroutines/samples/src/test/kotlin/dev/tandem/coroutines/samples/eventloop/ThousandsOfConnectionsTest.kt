package dev.tandem.coroutines.samples.eventloop

import dev.tandem.coroutines.samples.Player
import dev.tandem.coroutines.samples.inRealTime
import dev.tandem.samples.Descriptors
import dev.tandem.samples.SampleException
import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldStartWith

class ThousandsOfConnectionsTest :
    FunSpec({
        timeout = 60_000

        test("holds ten thousand connections, and then echoes on all of them") {
            val most = most()
            play("--speed", "10", "--connections", "$most") shouldBe
                listOf(
                    "A 3",
                    "B 3",
                    "A 2",
                    "B 2",
                    "A 1",
                    "B 1",
                    "$most connections are open, after N s",
                    "$most connections were held for N s",
                    "$most echoes came back in N s",
                    "one thread served them all: event-loop",
                )
        }

        test("gives every descriptor back, and leaves neither its thread nor its clients behind") {
            val before = Descriptors.left()
            play("--hold", "0", "--connections", "500", "--speed", "10")
            Descriptors.left() shouldBeGreaterThan before - 100
            shouldBeOver()
        }

        test("the server hangs up on connections that stay silent too long") {
            val lines = play("--connections=50", "--hold=0", "--idle-timeout=20", "--speed=10")
            lines[9] shouldBe "50 silent connections were hung up on within N s"
        }

        test("connections that time out before their echo fail the sample") {
            // the first connection's time is up long before the last one is made
            val failure =
                shouldThrow<SampleException> {
                    play("--connections=${most()}", "--hold=0", "--idle-timeout=0.00001", "--speed=10")
                }
            failure.message shouldMatch "the server hung up too early on 'echo \\d+'"
        }

        test("more connections than the system allows fail with the number that it allows").config(
            enabled = Descriptors.left() != Long.MAX_VALUE,
        ) {
            shouldThrow<SampleException> { play("--connections", "2000000000") }.message shouldMatch
                "2000000000 connections take as many descriptors, and the system's limit " +
                "\\(ulimit -n\\) leaves \\d+: try --connections \\d+"
        }

        test("an interrupted loop ends at once") {
            Player.play(ThousandsOfConnections(), "--connections", "100", "--hold", "36000", "--speed", "10") {
                repeat(6) { nextLine() }
                nextLine() shouldStartWith "100 connections are open"
                interrupt()
            }
            shouldBeOver()
        }

        test("refuses no connections at all") {
            shouldThrow<UsageException> { play("--connections", "0") }.message shouldBe
                "--connections must be at least 1, not 0"
        }

        test("refuses an idle timeout that ends before the connections are used") {
            shouldThrow<UsageException> { play("--hold=1", "--idle-timeout=0.5") }.message shouldBe
                "--idle-timeout 0.5 s ends before --hold 1.0 s does"
        }
    })

/** Ten thousand, or about as many as this system lets a process have. */
private fun most() = minOf(10_000, Descriptors.left() - 200)

/** Asserts that the loop's thread and the clients' process are gone. */
private fun shouldBeOver() {
    Thread.getAllStackTraces().keys.filter { it.name == "event-loop" }.shouldBeEmpty()
    ProcessHandle.current().children().toList().shouldBeEmpty()
}

/** What is printed, without times, and without the coroutine that tests see in a thread's name. */
private suspend fun play(vararg options: String) = inRealTime(ThousandsOfConnections(), *options).map {
    it.replace(Regex("\\d+\\.\\d\\d s$"), "N s").substringBefore(" @coroutine#")
}

package dev.tandem.coroutines.samples

import dev.tandem.samples.Sample
import dev.tandem.samples.Stage
import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import picocli.CommandLine.Help
import java.io.ByteArrayOutputStream
import java.io.OutputStream
import java.io.PrintStream
import java.io.PrintWriter
import java.io.StringWriter
import kotlin.time.Duration.Companion.minutes

/** What a sample printed on a virtual clock, each line with its time in milliseconds before it, and when it ended. */
class Timetable private constructor(val lines: List<String>, val end: Long) {
    @OptIn(ExperimentalCoroutinesApi::class)
    companion object {
        /** Plays a sample to its end. */
        fun of(sample: SuspendingSample, vararg options: String): Timetable = play(sample, *options) { it.perform() }

        /** Plays a sample that is cancelled after [millis], and checks that nothing of it goes on. */
        fun cancelled(millis: Long, sample: SuspendingSample, vararg options: String): Timetable =
            play(sample, *options) { player ->
                val job = launch { player.perform() }
                advanceTimeBy(millis)
                job.cancelAndJoin()
                val printed = player.lines.toList()
                advanceUntilIdle()
                player.lines shouldBe printed
            }

        /** Plays a sample in real time, for a minute at most, and gives its lines without their times. */
        suspend fun inRealTime(sample: Sample, vararg options: String): List<String> = withTimeout(1.minutes) {
            runInterruptible(Dispatchers.IO) { Stage.Recording.of(sample, *options) }
        }

        private fun play(
            sample: SuspendingSample,
            vararg options: String,
            block: suspend TestScope.(Player) -> Unit,
        ): Timetable {
            sample.commandLine(sample.id()).parseArgs(*options)
            lateinit var timetable: Timetable
            runTest {
                val player = Player(sample) { currentTime }
                block(player)
                timetable = Timetable(player.lines, currentTime)
            }
            return timetable
        }
    }

    private class Player(private val sample: SuspendingSample, private val now: () -> Long) : OutputStream() {
        private val line = ByteArrayOutputStream()
        val lines = mutableListOf<String>()

        suspend fun perform() = sample.perform(Stage(PrintStream(this, true), sample.stage().speed, false))

        override fun write(b: Int) {
            if (b == '\n'.code) {
                lines += "${now()} ${line.toString(Charsets.UTF_8).trimEnd()}"
                line.reset()
            } else {
                line.write(b)
            }
        }
    }
}

/** Lines printed at one time, in any order among themselves. */
fun at(millis: Long, vararg lines: String): List<String> = lines.map { "$millis $it" }

/** The same lines without their times. */
fun List<String>.withoutTimes(): List<String> = map { it.substringAfter(' ') }

/** Asserts that these lines are those of [groups], group after group, and no more. */
fun List<String>.shouldBeGroups(groups: List<List<String>>) {
    val rest = ArrayDeque(this)
    val actual = groups.map { group -> List(minOf(group.size, rest.size)) { rest.removeFirst() }.sorted() }
    withClue({ "played as $this" }) {
        actual shouldBe groups.map { it.sorted() }
        rest.toList() shouldBe emptyList()
    }
}

/** Asserts that the options are refused with exit code 2, and gives the line that says why. */
fun refusal(sample: Sample, vararg options: String): String {
    val errors = StringWriter()
    val code =
        sample
            .commandLine(sample.id())
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setErr(PrintWriter(errors))
            .execute(*options)
    withClue({ errors.toString() }) { code shouldBe 2 }
    return errors.toString().trim()
}

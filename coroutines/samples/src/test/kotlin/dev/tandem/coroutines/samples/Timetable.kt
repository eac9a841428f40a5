package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.advanceUntilIdle
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlin.time.Duration.Companion.seconds

/** What a sample printed on a virtual clock, each line with its time in milliseconds before it, and when it ended. */
data class Timetable(val lines: List<String>, val end: Long) {
    /** The same, but for the times of the lines. */
    fun withoutTimes(): Timetable = copy(lines = lines.withoutTimes())

    @OptIn(ExperimentalCoroutinesApi::class)
    companion object {
        /** Plays a sample to its end. */
        fun of(sample: SuspendingSample, vararg options: String): Timetable =
            play(sample, *options) { perform, _ -> perform() }

        /** Plays a sample that is cancelled after [millis], while it waits, and checks that nothing of it goes on. */
        fun cancelled(millis: Long, sample: SuspendingSample, vararg options: String): Timetable =
            play(sample, *options) { perform, lines ->
                val playing = launch { perform() }
                advanceTimeBy(millis)
                runCurrent()
                check(playing.isActive) { "it ended before it could be cancelled: $lines" }
                playing.cancelAndJoin()
                val printed = lines.toList()
                advanceUntilIdle()
                lines shouldBe printed
            }

        private fun play(
            sample: SuspendingSample,
            vararg options: String,
            block: suspend TestScope.(perform: suspend () -> Unit, lines: List<String>) -> Unit,
        ): Timetable {
            val lines = mutableListOf<String>()
            var end = -1L
            runTest(timeout = 30.seconds) {
                val stage = sample.stageFor(*options)
                CapturedOutput.start { lines += "$currentTime $it" }.use {
                    block({ sample.perform(stage) }, lines)
                }
                end = currentTime
            }
            return Timetable(lines, end)
        }
    }
}

/** Lines printed at one time, in any order among themselves. */
fun at(millis: Long, vararg lines: String): List<String> = lines.map { "$millis $it" }

/** The same lines without their times. */
fun List<String>.withoutTimes(): List<String> = map { it.substringAfter(' ') }

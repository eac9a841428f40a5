package dev.tandem.interop.samples.solutions

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.test.testTimeSource
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/** Asks to be woken every [period], and reports by how much it came too late if that was more than [limit]. */
suspend fun watchLoop(period: Duration, limit: Duration, clock: TimeSource, report: (Duration) -> Unit) {
    while (true) {
        val asleep = clock.markNow()
        delay(period)
        val late = asleep.elapsedNow() - period
        if (late > limit) report(late)
    }
}

class LoopWatchTest :
    FunSpec({
        /** The virtual clock, which stands still while code runs, and what blocking calls add to it. */
        class BlockableClock(test: TestScope) : TimeSource {
            private var blocked = Duration.ZERO
            private val start = test.testTimeSource.markNow()

            fun block(time: Duration) {
                blocked += time
            }

            private fun now() = start.elapsedNow() + blocked

            override fun markNow() = object : kotlin.time.TimeMark {
                private val then = now()

                override fun elapsedNow() = now() - then
            }
        }

        suspend fun TestScope.lateness(blocking: Duration): List<Duration> {
            val clock = BlockableClock(this)
            val reported = mutableListOf<Duration>()
            val watch = launch { watchLoop(100.milliseconds, 50.milliseconds, clock) { reported += it } }
            delay(1.seconds)
            clock.block(blocking) // one call on the loop that does not come back at once
            delay(1.seconds)
            watch.cancel()
            return reported
        }

        test("a call that blocks the loop is reported once, by its length") {
            runTest { lateness(300.milliseconds).shouldContainExactly(300.milliseconds) }
        }

        test("a loop that is never blocked, or shortly, gives nothing to report") {
            runTest {
                lateness(Duration.ZERO).shouldBeEmpty()
                lateness(50.milliseconds).shouldBeEmpty()
            }
        }
    })

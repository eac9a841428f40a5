package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.time.Duration.Companion.seconds

@OptIn(ExperimentalCoroutinesApi::class)
class LockOnErrorTest :
    FunSpec({
        val lines =
            listOf(
                "0 v1: first caller: there is no missing.txt",
                "1000 v1: next caller: stuck, for the lock is still held",
                "1000 v2: first caller: there is no missing.txt",
                "1000 v2: next caller: read \"some data\"",
            )

        test("without a guard the next caller is stuck, and with one it is not") {
            Timetable.of(LockOnError()).lines shouldContainExactly lines
        }

        test("the next caller is stuck, or not, in real time") {
            inRealTime(LockOnError(), "--speed", "50") shouldContainExactly lines.withoutTimes()
        }

        test("a caller that is only slow is not taken for stuck") {
            val impatient = Timetable.of(LockOnError(), "--patience", "0")
            impatient.lines.withoutTimes() shouldContainExactly lines.withoutTimes()
            impatient.end shouldBe 1
        }

        test("a run that is cancelled while a caller is stuck ends at once, and leaves no file behind") {
            val before = folders()
            runTest {
                val printed = CompletableDeferred<Unit>()
                val sample = LockOnError()
                val stage = sample.stageFor("--patience", "3600")
                CapturedOutput.start { printed.complete(Unit) }.use {
                    val run = launch { sample.perform(stage) }
                    printed.await()
                    run.cancelAndJoin()
                }
                currentTime shouldBe 0
            }
            val own = folders() - before // and maybe those of other runs on this machine, which end as well
            eventually(20.seconds) { own.filter { it.exists() }.shouldBeEmpty() }
        }

        test("a patience that is no time is refused") {
            refusal(LockOnError(), "--patience", "much") shouldBe
                "lock-on-error: Invalid value for option '--patience': " +
                "'much' is not a number of seconds such as 2 or 0.5. Try 'lock-on-error --help'."
        }
    })

private fun folders(): Set<Path> =
    Path.of(System.getProperty("java.io.tmpdir")).listDirectoryEntries("lock-on-error*").toSet()

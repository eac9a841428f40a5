package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries

class LockOnErrorTest :
    FunSpec({
        val lines =
            listOf(
                "0 v1: first caller: there is no missing.txt",
                "1000 v1: next caller: stuck, for the lock is still held",
                "1000 v2: first caller: there is no missing.txt",
                "1000 v2: next caller: read \"some data\"",
            )

        fun folders() = Path.of(System.getProperty("java.io.tmpdir")).listDirectoryEntries("lock-on-error*").toSet()

        test("without a guard the next caller is stuck, and with one it is not") {
            Timetable.of(LockOnError()).lines shouldContainExactly lines
        }

        test("the next caller is stuck, or not, in real time") {
            Timetable.inRealTime(LockOnError(), "--speed", "50") shouldContainExactly lines.withoutTimes()
        }

        test("a caller that is only slow is not taken for stuck") {
            val impatient = Timetable.of(LockOnError(), "--patience", "0")
            impatient.lines.withoutTimes() shouldContainExactly lines.withoutTimes()
            impatient.end shouldBe 0
        }

        test("a cancelled run ends at once and leaves no file behind") {
            val before = folders()
            Timetable.cancelled(500, LockOnError(), "--patience", "3600").end shouldBe 500
            (folders() - before) shouldBe emptySet()
        }

        test("a patience that is no time is refused") {
            refusal(LockOnError(), "--patience", "much") shouldBe
                "lock-on-error: Invalid value for option '--patience': " +
                "'much' is not a number of seconds such as 2 or 0.5. Try 'lock-on-error --help'."
        }
    })

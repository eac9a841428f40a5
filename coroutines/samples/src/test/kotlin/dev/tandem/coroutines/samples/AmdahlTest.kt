package dev.tandem.coroutines.samples

import dev.tandem.samples.UsageException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.doubles.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.nio.file.Path
import javax.imageio.ImageIO
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteExisting
import kotlin.io.path.deleteRecursively
import kotlin.io.path.readText
import kotlin.io.path.writeText

@OptIn(ExperimentalPathApi::class)
class AmdahlTest :
    FunSpec({
        lateinit var folder: Path

        beforeTest { folder = createTempDirectory("amdahl") }
        afterTest { folder.deleteRecursively() }

        fun picture() = folder.resolve("curve.png")

        suspend fun play(vararg options: String) = inRealTime(Amdahl(), *options, "--picture=${picture()}")

        /** What stands between the bars of a table's row. */
        fun cells(row: String) = row.split("|").map { it.trim() }.filter { it.isNotEmpty() }

        test("the table puts the prediction beside the measurements") {
            val lines = play("--speed", "50", "--blocks", "100")
            lines[0] shouldBe "B = 0.1, ${Runtime.getRuntime().availableProcessors()} processors"
            cells(lines[2]) shouldBe listOf("workers", "predicted", "waiting", "computing")
            val rows = lines.subList(4, 9).map { cells(it) }
            rows.map { it[0] } shouldBe listOf("1", "2", "4", "8", "16")
            rows.map { it[1] } shouldBe listOf("1.00", "1.82", "3.08", "4.71", "6.40")
            rows[0].drop(2) shouldBe listOf("1.00", "1.00")
            rows.forEach { it[3].toDouble() shouldBeGreaterThan 0.0 }
            lines[10] shouldBe "limit: 10.00"
            lines[11] shouldBe "curve: ${picture()}"
            lines shouldHaveSize 12
        }

        test("waiting together takes what the law says") {
            val options = arrayOf("--runs=1", "--blocks=1", "--picture=${picture()}")
            // alone 1 s; then 0.5 s that cannot be shared, and a fourth of the other 0.5 s
            Timetable.of(Amdahl(), "--serial=0.5", "--workers=4", *options).end shouldBe 1_000 + 500 + 125
            // alone 1 s; then 1 / 3.0769 s, a virtual clock rounding each delay up to a millisecond
            Timetable.of(Amdahl(), "--workers=4", *options).end shouldBeInRange 1_325L..1_328L
        }

        test("each number of workers is measured as often as asked") {
            val options = arrayOf("--runs=3", "--blocks=1", "--picture=${picture()}")
            Timetable.of(Amdahl(), "--serial=0", "--workers=1,2,4", *options).end shouldBe 3 * (1_000 + 500 + 250)
        }

        test("waiting together is faster in real time") {
            val lines = play("--serial=0.5", "--workers=8", "--speed=2", "--runs=2", "--blocks=1")
            cells(lines[4])[2].toDouble() shouldBeGreaterThan 1.0 // 1.78 by Amdahl's law
        }

        test("workers are shown once and in order") {
            val lines = play("--workers", "4,2,4", "--speed", "50", "--blocks", "10")
            cells(lines[4])[0] shouldBe "2"
            cells(lines[5])[0] shouldBe "4"
            lines[7] shouldBe "limit: 10.00"
        }

        test("a job without a serial part has no limit") {
            val lines = play("--serial", "0", "--workers", "2", "--speed", "50", "--blocks", "10")
            cells(lines[4])[1] shouldBe "2.00"
            lines[6] shouldBe "limit: none"
        }

        test("the curve is a picture") {
            play("--speed=1000", "--blocks=10", "--runs=1")
            ImageIO.read(picture().toFile()).run { width to height } shouldBe (800 to 500)
        }

        test("without a file, the curve is in the working directory") {
            val last = inRealTime(Amdahl(), "--blocks=10", "--speed=1000", "--workers=2").last()
            last shouldMatch "curve: amdahl(-\\d+)?\\.png"
            val file = Path.of(last.removePrefix("curve: "))
            ImageIO.read(file.toFile()).width shouldBe 800
            file.deleteExisting()
        }

        test("a file that is there already is not overwritten") {
            picture().writeText("a user's own")
            play("--speed=1000", "--blocks=10", "--runs=1").last() shouldBe "curve: ${folder.resolve("curve-2.png")}"
            picture().readText() shouldBe "a user's own"
        }

        test("cancelled while it waits, it leaves at once") {
            Timetable.cancelled(0, Amdahl(), "--picture=${picture()}").withoutTimes() shouldBe Timetable(emptyList(), 0)
        }

        val refusals =
            mapOf(
                "--serial=1.5" to "--serial must be from 0 to 1, not 1.5",
                "--serial=NaN" to "--serial must be from 0 to 1, not NaN",
                "--workers=0" to "--workers must be from 1 to 1000, not 0",
                "--workers=2000" to "--workers must be from 1 to 1000, not 2000",
                "--blocks=0" to "--blocks must be at least 1, not 0",
                "--runs=0" to "--runs must be at least 1, not 0",
                "--picture=missing/a.png" to
                    "--picture must name a file in an existing folder, not ${Path.of("missing", "a.png")}",
            )
        for ((option, message) in refusals) {
            test("refuses $option by name") {
                shouldThrow<UsageException> { inRealTime(Amdahl(), option) }.message shouldBe message
            }
        }
    })

package dev.tandem.coroutines.samples

import dev.tandem.samples.Sample
import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe
import picocli.CommandLine.Help
import java.io.PrintWriter
import java.io.StringWriter

/** Asserts that the options are refused with exit code 2, and gives the line that says why. */
fun refusal(sample: Sample, vararg options: String): String = report(2, sample, *options)

/** Asserts that the sample fails with exit code 1, and gives the line that says why. */
fun failure(sample: Sample, vararg options: String): String = report(1, sample, *options)

private fun report(code: Int, sample: Sample, vararg options: String): String {
    val errors = StringWriter()
    val ended =
        sample
            .commandLine(sample.id())
            .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
            .setErr(PrintWriter(errors, true))
            .execute(*options)
    withClue({ errors.toString() }) { ended shouldBe code }
    return errors.toString().trim()
}

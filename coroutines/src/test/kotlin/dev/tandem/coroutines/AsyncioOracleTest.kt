package dev.tandem.coroutines

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.Enabled
import io.kotest.core.test.TestCase
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.shouldBe
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * Plays scenarios on asyncio and on ours, and compares what happened: who completed what, in which order, and what was
 * left.
 *
 * A scenario is a few lines. `queue lifo 2`, `semaphore 3`, `barrier 2` make the objects. Any other line starts tasks:
 *
 * ```
 * a: take                  a task named a, which takes an item
 * m: put 1, cancel a       m does both in one breath: nobody else runs in between, unless m has to wait
 * a: put 1; b: put 2       a and b start in the same breath
 * ```
 *
 * Between the lines everybody runs until nothing moves. A task ends with its last step, or the first that throws, and
 * gives back the condition's lock if it holds it. The steps are those of [Stage.perform].
 *
 * `oracle.txt` has scenarios in groups, each named by a sentence; below some stand the two logs that are expected
 * where we differ from asyncio by decision. `needs` and `unless` name what this asyncio can, or cannot, do: some
 * things came to it late.
 */
class AsyncioOracleTest :
    FunSpec({
        val written = Scenario.readAll(Path.of(resource("oracle.txt")))
        val seed = System.getProperty("oracle.seed")?.toLong() ?: SEED
        val invented = List(INVENTED) { Inventor(seed + it).invent() }
        val asyncio = Asyncio.play((written + invented).map { it.lines })

        fun missing(scenario: Scenario): (TestCase) -> Enabled = {
            val missing = asyncio?.let { scenario.needs - it.able }
            val superfluous = asyncio?.let { scenario.unless.intersect(it.able) }
            when {
                asyncio == null -> Enabled.disabled("there is no python3 here")
                !missing.isNullOrEmpty() -> Enabled.disabled("this asyncio lacks $missing")
                !superfluous.isNullOrEmpty() -> Enabled.disabled("this asyncio has $superfluous")
                else -> Enabled.enabled
            }
        }

        for ((index, scenario) in written.withIndex()) {
            test(scenario.name).config(enabledOrReasonIf = missing(scenario)) {
                val theirs = asyncio!!.logs[index]
                val ours = Stage().play(scenario.lines)
                if (scenario.differs) {
                    theirs.dropLast(1) shouldBe scenario.theirs
                    ours.dropLast(1) shouldBe scenario.ours
                } else {
                    ours shouldBe theirs
                }
            }
        }

        for (kind in Inventor.Kind.entries) {
            val name = "invented scenarios agree: ${kind.name.lowercase().replace('_', ' ')}"
            val these = invented.indices.filter { invented[it].name == kind.name }
            test(name).config(enabledOrReasonIf = missing(invented[these.first()])) {
                for (index in these) {
                    val scenario = invented[index]
                    withClue("-Doracle.seed=${seed + index} invents\n${scenario.lines.joinToString("\n")}\n") {
                        Stage().play(scenario.lines) shouldBe asyncio!!.logs[written.size + index]
                    }
                }
            }
        }

        test("the sentences are many, and no two the same") {
            written.map { it.name }.let { it.distinct() shouldBe it }
            (written.size >= 40) shouldBe true
        }
    })

private const val INVENTED = 600

/** The same scenarios in every run; `-Doracle.seed=N` invents others. */
private const val SEED = 20_261_120L

private fun resource(name: String) = AsyncioOracleTest::class.java.getResource("/$name")!!.toURI()

/** A few lines, and what is known about them. */
internal class Scenario(val name: String, text: List<String>) {
    val lines = text.filterNot { it.startsWith("needs ") || it.startsWith("unless ") || "> " in it }
    val theirs = text.filter { it.startsWith("asyncio> ") }.map { it.substringAfter("> ") }
    val ours = text.filter { it.startsWith("tandem> ") }.map { it.substringAfter("> ") }
    val differs = theirs.isNotEmpty()
    val unless = text.filter { it.startsWith("unless ") }.map { it.substringAfter(" ") }.toSet()
    val needs =
        text.filter { it.startsWith("needs ") }.map { it.substringAfter(" ") }.toSet() +
            setOf("barrier", "shutdown").filter { word -> lines.any { word in it } }

    companion object {
        fun readAll(file: Path): List<Scenario> = Files.readString(file).split("\n## ").drop(1).map { text ->
            val lines = text.substringBefore("\n# ").trim().lines()
            Scenario(lines.first(), lines.drop(1))
        }
    }
}

/** asyncio, in a process of its own: what it is able to do, and a log for each scenario. */
private class Asyncio(val able: Set<String>, val logs: List<List<String>>) {
    companion object {
        /** Plays the scenarios, or gives null if there is no Python on this machine. */
        fun play(scenarios: List<List<String>>): Asyncio? {
            val input = Files.createTempFile("oracle", ".in")
            val output = Files.createTempFile("oracle", ".out")
            try {
                Files.writeString(input, scenarios.joinToString("\n\n") { it.joinToString("\n") })
                val command =
                    ProcessBuilder("python3", Path.of(resource("oracle.py")).toString())
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                val python =
                    try {
                        command.start()
                    } catch (_: IOException) {
                        return null
                    }
                val ended = python.waitFor(1, TimeUnit.MINUTES)
                python.destroyForcibly()
                check(ended && python.exitValue() == 0) { "oracle.py failed; see its error output" }
                val answers = Files.readString(output).trim().split("\n\n").map { it.lines() }
                return Asyncio(able = answers.first().single().split(" ").toSet(), logs = answers.drop(1))
            } finally {
                Files.delete(input)
                Files.delete(output)
            }
        }
    }
}

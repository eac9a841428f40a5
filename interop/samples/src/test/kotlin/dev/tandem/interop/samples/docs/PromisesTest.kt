package dev.tandem.interop.samples.docs

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.inspectors.forAll
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import kotlin.io.path.invariantSeparatorsPathString
import kotlin.io.path.readLines
import kotlin.io.path.readText

/** Every promise in `docs/promises.md` is held by the tests that the page names, and by at least one. */
class PromisesTest :
    FunSpec({
        val promises = promises()

        test("there are eleven promises, each with a test") {
            promises.map { it.number } shouldBe (1..11).toList()
            promises.forAll { it.tests.shouldNotBeEmpty() }
        }

        promises.forEach { promise ->
            promise.tests.forEach { held ->
                test("promise ${promise.number} is held in ${held.module} by ${held.className}, ${held.name}") {
                    withClue("a test of this name, enabled, in a class of this name") { held.isThere() shouldBe true }
                }
            }
        }

        test("a test that a class inherits holds a promise, and one that is gone from there does not") {
            val className = "BlockingFacesContractTest"
            HeldBy("interop", className, "anInterruptedTakeTookNothing").isThere() shouldBe true
            HeldBy("interop", className, "anInterruptedTakeTookSomething").isThere() shouldBe false
            HeldBy("coroutines", className, "anInterruptedTakeTookNothing").isThere() shouldBe false
        }

        test("a test that is gone, disabled, or no more than mentioned does not hold a promise") {
            val kotlin =
                """
                test("is there") { }
                // test("is mentioned")
                xtest("is disabled") { }
                """
            listOf("is there", "is mentioned", "is disabled", "is gone").map { declares(kotlin, "kt", it) } shouldBe
                listOf(true, false, false, false)
            val java =
                """
                @Test
                void isThere() {}

                // void isMentioned()

                @Disabled
                @Test
                void isDisabled() {}

                void isNoTest() {}
                """
            listOf("isThere", "isMentioned", "isDisabled", "isNoTest").map { declares(java, "java", it) } shouldBe
                listOf(true, false, false, false)
        }
    })

private class Promise(val number: Int, val tests: List<HeldBy>)

/** A line of the page: ``- `module`: `ClassName`, `name of the test` ``. */
private class HeldBy(val module: String, val className: String, val name: String) {
    fun isThere(): Boolean = isThere(sources.filter { it.startsWith("$module/src/test/") }, className)

    /** Whether a class of this name, or one that it or a class in it inherits from, wherever that is, declares the test. */
    private fun isThere(candidates: List<String>, className: String): Boolean = candidates
        .filter { it.substringAfterLast('/').substringBeforeLast('.') == className }
        .any { path ->
            val source = repositoryRoot.resolve(path).readText()
            declares(source, path.substringAfterLast('.'), name) ||
                supertypes(source).any { isThere(sources - path, it) }
        }
}

/** The sources in Java and Kotlin that tests, or the suites they inherit, are in, by their paths in the repository. */
private val sources: List<String> by lazy {
    Files.walk(repositoryRoot).use { files ->
        files
            .map { repositoryRoot.relativize(it).invariantSeparatorsPathString }
            .filter { "/src/test/" in it || it.startsWith("threads/contract/src/") }
            .filter { it.endsWith(".java") || it.endsWith(".kt") }
            .toList()
    }
}

/** The names after `extends` in Java. */
private fun supertypes(source: String): List<String> =
    Regex("""class \w+\s+extends (\w+)""").findAll(source).map { it.groupValues[1] }.toList()

/** Whether [source] declares an enabled test with [name]: a method of JUnit's in Java, a test of Kotest's in Kotlin. */
private fun declares(source: String, language: String, name: String): Boolean {
    val declaration = if (language == "java") " void $name(" else " test(\"$name\""
    val lines = source.lines().map { " ${it.trim()}" }
    return lines.indices.any {
        declaration in lines[it] && !lines[it].startsWith(" //") &&
            isEnabled(lines, it, language)
    }
}

/** In Java, the annotations above the method's line say so; in Kotlin, the declaration itself does. */
private fun isEnabled(lines: List<String>, declaration: Int, language: String): Boolean {
    if (language != "java") return true
    val above = lines.take(declaration).takeLastWhile { it.isNotBlank() && !it.endsWith("}") && !it.endsWith(";") }
    return above.none { it.startsWith(" @Disabled") } &&
        above.any { Regex(" @(Test|ParameterizedTest|RepeatedTest)\\b.*").matches(it) }
}

private fun promises(): List<Promise> {
    val heading = Regex("""## (\d+)\. .*""")
    val held = Regex("""- `([\w/]+)`: `(\w+)`, `([^`]+)`""")
    val promises = mutableListOf<Pair<Int, MutableList<HeldBy>>>()
    repositoryRoot.resolve("docs/promises.md").readLines().forEach { line ->
        heading.matchEntire(line)?.let { promises += it.groupValues[1].toInt() to mutableListOf() }
        if (line.startsWith("- `")) {
            val (module, className, name) = withClue(line) { checkNotNull(held.matchEntire(line)) }.destructured
            promises.last().second += HeldBy(module, className, name)
        }
    }
    return promises.map { (number, tests) -> Promise(number, tests) }
}

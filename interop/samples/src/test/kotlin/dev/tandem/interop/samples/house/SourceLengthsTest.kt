package dev.tandem.interop.samples.house

import dev.tandem.interop.samples.docs.repositoryRoot
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.readLines
import kotlin.io.path.relativeTo
import kotlin.io.path.walk

private const val LONGEST_FILE = 400
private const val LONGEST_FUNCTION = 40

/** What is read from top to bottom is short: the files and the functions of the libraries, the samples and the benchmarks. */
class SourceLengthsTest :
    FunSpec({
        val sources = sources()

        test("no file has more than $LONGEST_FILE lines") {
            sources.filter { it.readLines().size > LONGEST_FILE }.shouldBeEmpty()
        }

        test("no function has more than $LONGEST_FUNCTION lines") {
            val functions = sources.flatMap { file -> functionsIn(file).map { file to it } }
            functions.size shouldBeGreaterThan sources.size
            functions
                .filter { (_, lines) -> lines.count() > LONGEST_FUNCTION }
                .map { (file, lines) -> "$file:${lines.first} has ${lines.count()} lines" }
                .shouldBeEmpty()
        }

        test("a Java function is counted from its header to its closing brace") {
            val source = """
                class C {
                  /** Written above. */
                  @Override
                  public String toString() {
                    // a comment counts
                    return "}";
                  }

                  C() {
                    run(() -> {
                    });
                  }
                }
            """
            functionsInJava(source.trimIndent()) shouldBe listOf(4..7, 9..12, 10..11)
        }

        test("a Kotlin function is counted from its header to its closing brace") {
            val source = """
                /** Written above. */
                @Suppress("unused")
                private fun f(
                    number: Int,
                ): String {
                    // a comment counts
                    return "${'$'}{number}}"
                }

                val size: Int
                    get() = 1

                val later = lazy {
                    2
                }
            """
            functionsInKotlin(source.trimIndent()) shouldBe listOf(3..8, 11..11, 13..15)
        }
    })

/** What is built, programs from outside, and the suites of tests, which are main code to Maven alone. */
private val leftOut = setOf("target", "it", "contract")

/** The sources that are no tests, and no programs from outside. */
private fun sources(): List<Path> = repositoryRoot.walk().filter {
    val parts = it.relativeTo(repositoryRoot).map(Path::toString)
    it.extension in setOf("java", "kt") && "main" in parts && parts.none { part -> part in leftOut }
}.toList()

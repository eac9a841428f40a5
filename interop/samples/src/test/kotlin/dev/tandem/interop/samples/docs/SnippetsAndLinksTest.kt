package dev.tandem.interop.samples.docs

import dev.tandem.samples.SourceRegion
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.readLines
import kotlin.io.path.readText
import kotlin.io.path.relativeTo

/**
 * Every snippet of Java or Kotlin in a page is a region of a source file that the tests compile, and run; every link leads
 * somewhere.
 */
class SnippetsAndLinksTest :
    FunSpec({
        val pages = pages()

        test("there are pages to check") {
            pages.map { it.relativeTo(repositoryRoot).toString() }.shouldNotBeEmpty()
            snippets(repositoryRoot.resolve("README.md")).shouldNotBeEmpty()
        }

        pages.forEach { page ->
            snippets(page).forEach { snippet ->
                test("${page.relativeTo(repositoryRoot)}, line ${snippet.line}: the snippet is what its source says") {
                    withClue("a <!-- snippet: file#region --> above the snippet") { snippet.source.shouldNotBeNull() }
                    snippet.text shouldBe region(snippet.source!!)
                }
            }

            links(page).forEach { link ->
                test("${page.relativeTo(repositoryRoot)}: the link to $link leads somewhere") {
                    page.parent.resolve(link).normalize().exists() shouldBe true
                }
            }
        }

        test("the README's Java and Kotlin count the same") {
            val folder = tempdir().toPath()
            val files = List(3) { Files.writeString(folder.resolve("$it.txt"), "x".repeat(it)) }
            val executor = VirtualThreads.newExecutor()
            ReadmeJava.lengths(files) shouldBe listOf(0, 1, 2)
            ReadmeKotlin.lengths(files, executor) shouldBe listOf(0, 1, 2)
            executor.shutdown()
        }
    })

/** The folder of the repository, wherever in it the tests run. */
internal val repositoryRoot: Path =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }.first { it.resolve("CONTRIBUTING.md").exists() }

private fun pages(): List<Path> = Files.walk(repositoryRoot).use { paths ->
    paths
        .filter { it.extension == "md" && "target" !in it.relativeTo(repositoryRoot).map(Path::toString) }
        .sorted()
        .toList()
}

private class Snippet(val line: Int, val source: String?, val text: String)

/** The fenced blocks of Java and Kotlin in [page]. */
private fun snippets(page: Path): List<Snippet> {
    val lines = page.readLines()
    return lines.indices.filter { lines[it] in setOf("```java", "```kotlin") }.map { opening ->
        val body = lines.drop(opening + 1).takeWhile { it != "```" }
        val source = lines.getOrNull(opening - 1)?.let { Regex("<!-- snippet: (.*) -->").matchEntire(it) }
        Snippet(opening + 1, source?.groupValues?.get(1), body.joinToString("\n"))
    }
}

/** The region of a source file that a snippet names as `file#region`. */
private fun region(source: String): String {
    val (file, name) = source.split('#')
    return SourceRegion.read(repositoryRoot.resolve(file), name).orElseThrow()
}

/** The links in [page] to other files of the repository. */
private fun links(page: Path): List<String> = Regex("""\]\(([^)#]+)[^)]*\)""")
    .findAll(page.readText())
    .map { it.groupValues[1] }
    .filter { "://" !in it }
    .distinct()
    .toList()

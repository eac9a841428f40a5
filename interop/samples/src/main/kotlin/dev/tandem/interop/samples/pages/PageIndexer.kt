package dev.tandem.interop.samples.pages

import dev.tandem.interop.samples.lessons.Lessons
import io.github.classgraph.ClassGraph
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.copyTo
import kotlin.io.path.createDirectories
import kotlin.io.path.createParentDirectories
import kotlin.io.path.deleteRecursively
import kotlin.io.path.isDirectory
import kotlin.io.path.isRegularFile
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText
import kotlin.io.path.relativeTo
import kotlin.io.path.walk
import kotlin.io.path.writeBytes
import kotlin.io.path.writeLines

/**
 * A step of the build: copies the documentation into the jar, and with it every file of the repository that it links to,
 * pictures and sources, so that no link leads out of it; and what the pages need of other libraries' scripts.
 */
internal object PageIndexer {
    private const val WEB_JARS = "META-INF/resources/webjars"

    private val roots = listOf("README.md", "docs/README.md")

    /** The files of libraries, by the names that pages have for them. */
    private val libraries = mapOf(
        "highlight.js" to ("highlightjs" to "highlight.min.js"),
        "codemirror.js" to ("codemirror" to "lib/codemirror.js"),
        "codemirror.css" to ("codemirror" to "lib/codemirror.css"),
        "clike.js" to ("codemirror" to "mode/clike/clike.js"),
        "codemirror-license.txt" to ("codemirror" to "LICENSE"),
    )

    /** Of the folder of this module's classes and the root of the repository, as arguments. */
    @OptIn(ExperimentalPathApi::class)
    @JvmStatic
    fun main(args: Array<String>) {
        val (classes, repository) = args.map { Path.of(it).toRealPath() }
        val folder = classes.resolve(PageStore.FOLDER)
        folder.deleteRecursively()
        val files = reachable(repository)
        for (file in files) {
            repository.resolve(file).copyTo(folder.resolve(file).createParentDirectories())
        }
        classes.resolve(PageStore.INDEX).createParentDirectories().writeLines(files.sorted())
        copyLibraries(classes.resolve(PageStore.LIBRARIES).createDirectories())
    }

    private fun copyLibraries(folder: Path) = ClassGraph().acceptPaths(WEB_JARS).scan().use { scan ->
        for ((name, path) in libraries) {
            val pattern = Regex("$WEB_JARS/${path.first}/[^/]+/${path.second}")
            folder.resolve(name).writeBytes(scan.allResources.single { pattern.matches(it.path) }.load())
        }
    }

    /** The roots, the lessons' sources, and what is linked to from there, however far. */
    private fun reachable(repository: Path): Set<String> {
        val found = LinkedHashSet<String>()
        val next = ArrayDeque(roots + Lessons.all().flatMap { it.columns() }.map { it.file() })
        while (next.isNotEmpty()) {
            val name = next.removeFirst()
            val file = repository.resolve(name)
            when {
                file.isDirectory() -> next += within(file).map { "${it.relativeTo(repository)}" }
                file.isRegularFile() && found.add(name) && name.endsWith(".md") -> next += links(name, file.readText())
            }
        }
        return found
    }

    /** The pages in a folder, or, where it has none, all files below it. */
    private fun within(folder: Path): List<Path> =
        folder.listDirectoryEntries("*.md").ifEmpty { folder.walk().toList() }

    private fun links(name: String, text: String): List<String> =
        Markdown.parse(text).destinations().mapNotNull { linked(name, it) }
}

package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.lessons.Lesson
import dev.tandem.interop.samples.pages.PageStore
import dev.tandem.interop.samples.play.Change
import dev.tandem.samples.SourceRegion
import java.io.File

/** Puts what a reader has made of a lesson in the lesson's place in its file. */
internal class ChangedLesson(private val pages: PageStore) {
    /** The change that has [text] in the lesson's place. */
    fun of(column: Lesson.Column, text: String): Change {
        val lines = pages.text(column.file())!!.lines()
        val place = SourceRegion.find(lines, Lesson.REGION).orElseThrow()
        val former = lines.subList(place.start(), place.end()).filter { it.isNotBlank() }
        val indentation = former.minOf { line -> line.indexOfFirst { it != ' ' } }
        val changed = text.lines().map { if (it.isBlank()) it else " ".repeat(indentation) + it }
        return Change(
            column.file().substringAfterLast('/'),
            (lines.subList(0, place.start()) + changed + lines.drop(place.end())).joinToString("\n"),
            place.start() + 1,
            indentation,
            changed.size,
            if (column.file().endsWith(".kt")) kotlinCompiler else null,
        )
    }

    /** Whether the column's language can be compiled here, as far as can be told without a process. */
    fun canCompile(column: Lesson.Column): Boolean = when (column.file().substringAfterLast('.')) {
        "java" -> true
        "kt" -> kotlinCompiler != null
        else -> false
    }

    private companion object {
        /** The command of the Kotlin compiler, if it is on the path or where `KOTLIN_HOME` says. */
        val kotlinCompiler: String? by lazy {
            val folders = listOfNotNull(System.getenv("KOTLIN_HOME")?.let { "$it/bin" }) +
                System.getenv("PATH").orEmpty().split(File.pathSeparator)
            folders.map { File(it, "kotlinc") }.find { it.canExecute() }?.path
        }
    }
}

package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.pages.RenderedPage
import kotlinx.html.BODY
import kotlinx.html.FlowContent
import kotlinx.html.HEAD
import kotlinx.html.MAIN
import kotlinx.html.a
import kotlinx.html.body
import kotlinx.html.button
import kotlinx.html.checkBoxInput
import kotlinx.html.code
import kotlinx.html.div
import kotlinx.html.fieldSet
import kotlinx.html.head
import kotlinx.html.header
import kotlinx.html.hr
import kotlinx.html.html
import kotlinx.html.id
import kotlinx.html.kbd
import kotlinx.html.label
import kotlinx.html.legend
import kotlinx.html.li
import kotlinx.html.link
import kotlinx.html.main
import kotlinx.html.meta
import kotlinx.html.nav
import kotlinx.html.ol
import kotlinx.html.pre
import kotlinx.html.script
import kotlinx.html.stream.appendHTML
import kotlinx.html.title
import kotlinx.html.ul
import kotlinx.html.unsafe

/** Writes pages: what is around the content is the same on each. */
internal class PageView(private val site: Site, private val lessons: LessonView) {
    /** A page of the documentation. */
    fun page(page: RenderedPage): String = shell(page.name, page.title, page.hasLessons) {
        for (part in page.parts) {
            when (part) {
                is RenderedPage.Part.Html -> unsafe { raw(part.html) }
                is RenderedPage.Part.Lesson -> lessons.show(this, part.id, Words.ofPage(page.name))
            }
        }
    }

    /** A source file, as a page. */
    fun source(name: String, text: String): String = shell(name, name.substringAfterLast('/'), false) {
        unsafe { raw("<h1>${name.substringAfterLast('/')}</h1>") }
        pre {
            attributes["tabindex"] = "0"
            code(classes = "language-${languages[name.substringAfterLast('.')] ?: "plaintext"}") { +text }
        }
    }

    /** A folder, as a page. */
    fun folder(name: String, files: List<String>): String = shell(name, name, false) {
        unsafe { raw("<h1>$name</h1>") }
        ul { files.forEach { file -> li { a("/$file") { +(site.page(file)?.title ?: file.removePrefix("$name/")) } } } }
    }

    /** What is said where there is no page. */
    fun message(title: String, text: String): String = shell("", title, false) {
        unsafe { raw("<h1>$title</h1>") }
        +text
    }

    private fun shell(name: String, pageTitle: String, hasLessons: Boolean, content: MAIN.() -> Unit): String {
        val words = Words.ofPage(name)
        return buildString {
            append("<!DOCTYPE html>\n")
            appendHTML(prettyPrint = false).html {
                attributes["lang"] = words.language
                head { head(pageTitle, words) }
                body { body(name, hasLessons, words, content) }
            }
        }
    }

    private fun HEAD.head(pageTitle: String, words: Words) {
        meta(charset = "utf-8")
        meta("viewport", "width=device-width, initial-scale=1")
        meta("color-scheme", "light dark")
        title("$pageTitle · Tandem")
        link("${Addresses.ASSETS}/icon.svg", "icon", "image/svg+xml")
        script(src = "${Addresses.ASSETS}/early.js") {} // before the style, so that nothing appears that is hidden
        link("${Addresses.ASSETS}/app.css", "stylesheet")
        script(src = "${Addresses.LIBRARIES}/highlight.js") { defer = true }
        script(type = "module", src = "${Addresses.ASSETS}/app.js") {}
        script(type = "application/json") {
            attributes["id"] = "words"
            unsafe { raw(words.forScripts.replace("<", "\\u003c")) }
        }
    }

    private fun BODY.body(name: String, hasLessons: Boolean, words: Words, content: MAIN.() -> Unit) {
        a("#content", classes = "skip") { +words["skip"] }
        bar(name, hasLessons, words)
        div("page") {
            chapters(name, words)
            main {
                id = "content"
                attributes["tabindex"] = "-1"
                content()
                turn(name, words)
            }
        }
    }

    private fun BODY.bar(name: String, hasLessons: Boolean, words: Words) = header("bar") {
        a(Addresses.HOME, classes = "home") { +"Tandem" }
        button(type = kotlinx.html.ButtonType.button) {
            id = "chapters-button"
            attributes["aria-expanded"] = "false"
            attributes["aria-controls"] = "chapters"
            +words["chapters"]
        }
        button(type = kotlinx.html.ButtonType.button) {
            id = "search-button"
            +"${words["searchButton"]} "
            kbd { +"/" }
        }
        if (hasLessons) columns(words)
        site.twin(name)?.let { twin ->
            val other = Words.ofPage(twin)
            a("/$twin") {
                id = "language"
                attributes["hreflang"] = other.language
                attributes["lang"] = other.language
                +other["language"]
            }
        }
        button(type = kotlinx.html.ButtonType.button) {
            id = "keys-button"
            attributes["aria-label"] = words["keys"]
            +"?"
        }
    }

    private fun FlowContent.columns(words: Words) = fieldSet {
        id = "columns-switch"
        legend { +words["columns"] }
        dev.tandem.interop.samples.lessons.Side.entries.forEach { side ->
            label {
                checkBoxInput {
                    value = side.toString()
                    checked = true
                }
                +" ${words.of(side)}"
            }
        }
    }

    private fun FlowContent.chapters(name: String, words: Words) = nav {
        id = "chapters"
        attributes["aria-label"] = words["chapters"]
        ol { site.chapters(words.language).forEach { file -> li { entry(file, name) } } }
        hr {}
        ul { site.others.forEach { file -> li { entry(file, name) } } }
    }

    private fun FlowContent.entry(file: String, name: String) = a("/$file") {
        if (file == name) attributes["aria-current"] = "page"
        +site.title(file)
    }

    private fun FlowContent.turn(name: String, words: Words) {
        val chapters = site.chapters(words.language)
        val index = chapters.indexOf(name)
        if (index < 0) return
        nav("turn") {
            attributes["aria-label"] = words["turn"]
            chapters.getOrNull(index - 1)?.let { a("/$it") { turnTo("prev", "← ${site.title(it)}") } }
            chapters.getOrNull(index + 1)?.let { a("/$it") { turnTo("next", "${site.title(it)} →") } }
        }
    }

    private fun kotlinx.html.A.turnTo(where: String, text: String) {
        attributes["rel"] = where
        +text
    }

    private companion object {
        val languages = mapOf("java" to "java", "kt" to "kotlin", "py" to "python", "xml" to "xml", "sh" to "bash")
    }
}

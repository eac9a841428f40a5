package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.pages.PageRenderer
import dev.tandem.interop.samples.pages.PageStore
import dev.tandem.interop.samples.pages.RenderedPage
import java.util.concurrent.ConcurrentHashMap

/** All pages, their order, and which says the same in the other language. */
internal class Site(private val store: PageStore) {
    private val rendered = ConcurrentHashMap<String, RenderedPage>()

    private val tutorials = store.names().filter { TUTORIAL.matches(it) }.sorted()

    /** Pages that are in no chapter, and worth a link everywhere. */
    val others: List<String> =
        store.names().filter { OTHER.matches(it) }.sortedBy { if (it == FIRST) "" else it }

    /** The chapters in a language. */
    fun chapters(language: String): List<String> = tutorials.filter { (ZH in it) == (language == "zh-Hans") }

    /** The page of that name; null if there is none. */
    fun page(name: String): RenderedPage? {
        if (!name.endsWith(".md")) return null
        return rendered[name]
            ?: store.text(name)?.let { PageRenderer.render(name, it) }?.also { rendered[name] = it }
    }

    /** The title of a page, or the name of another file. */
    fun title(name: String): String = page(name)?.title ?: name.substringAfterLast('/')

    /** The page that says the same in the other language, if there is one. */
    fun twin(name: String): String? {
        val twin = if (ZH in name) name.replace(ZH, "/") else name.replace(Regex("/([^/]*)$"), "$ZH$1")
        return twin.takeIf { it in store }
    }

    /** The pages in a folder, or, where it has none, all files below it; none if there is no such folder. */
    fun folder(name: String): List<String> {
        val below = store.names().filter { it.startsWith("$name/") }.sorted()
        return below.filter { it.endsWith(".md") && '/' !in it.drop(name.length + 1) }.ifEmpty { below }
    }

    /** All pages. */
    fun pages(): List<RenderedPage> = store.names().filter { it.endsWith(".md") }.sorted().mapNotNull(::page)

    private companion object {
        const val ZH = "/zh/"
        const val FIRST = "docs/README.md"
        val TUTORIAL = Regex("docs/tutorials/(zh/)?\\d\\d-[^/]*\\.md")
        val OTHER = Regex("docs/[^/]*\\.md")
    }
}

package dev.tandem.interop.samples.pages

import dev.tandem.interop.samples.lessons.Lessons
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** The repository's Markdown as HTML, and what of it is in the jar. */
class PageRendererTest :
    FunSpec({
        fun html(markdown: String) = PageRenderer.render("x.md", markdown).parts
            .joinToString("|") { (it as? RenderedPage.Part.Html)?.html?.trim() ?: (it as RenderedPage.Part.Lesson).id }

        test("a lesson comes in the place of what its block shows, and nothing else is left out") {
            html("a\n\n<!-- lesson: hello -->\n\n**Python**\n\n```python\nprint()\n```\n<!-- end -->\n\nb") shouldBe
                "<p>a</p>|hello|<p>b</p>"
            html("<!-- output: hello -->\n\nit prints\n\n<!-- end -->") shouldContain "it prints"
        }

        test("headings have GitHub's ids, a second one of the same name a number") {
            html("# A `b`\n\n## A b") shouldBe "<h1 id=\"a-b\">A <code>b</code></h1>\n<h2 id=\"a-b-1\">A b</h2>"
        }

        test("a table can be scrolled by itself, and is reached by the keyboard") {
            html("| a |\n|---|\n| b |") shouldContain "<div class=\"table\" tabindex=\"0\""
        }

        test("a section has the words below its heading, code and tables among them") {
            val sections = PageRenderer.render(
                "x.md",
                "# A\n\nb `c`\n\n```java\nd();\n```\n\n## E\n\n| f |\n|---|\n| g |",
            ).sections
            sections.map { it.heading } shouldContainExactly listOf("A", "E")
            sections.map { it.text.trim().split(Regex("\\s+")) } shouldContainExactly
                listOf(listOf("b", "c", "d();"), listOf("f", "g"))
        }

        test("a link is followed from its page's folder, and not out of the repository") {
            linked("docs/tutorials/05.md", "../README.md#top") shouldBe "docs/README.md"
            linked("docs/README.md", "decisions") shouldBe "docs/decisions"
            linked("README.md", "docs/") shouldBe "docs"
            linked("README.md", "#top").shouldBeNull()
            linked("README.md", "https://example.org/x.md").shouldBeNull()
            linked("README.md", "../../etc/passwd").shouldBeNull()
        }

        val store = PageStore.load()
        val pages = store.names().filter { it.endsWith(".md") }.map { PageRenderer.render(it, store.text(it)!!) }

        test("every link of every page leads to a file of the jar, or to a folder with pages") {
            val broken = pages.flatMap { page ->
                Markdown.parse(store.text(page.name)!!).destinations()
                    .mapNotNull { linked(page.name, it) }
                    .filterNot { to -> to in store || store.names().any { it.startsWith("$to/") } }
                    .map { "${page.name}: $it" }
            }
            broken.shouldBeEmpty()
        }

        test("every lesson is on a page, in both languages") {
            for (chinese in listOf(false, true)) {
                pages.filter { ("/zh/" in it.name) == chinese }
                    .flatMap { it.parts }
                    .filterIsInstance<RenderedPage.Part.Lesson>()
                    .map { it.id } shouldContainExactlyInAnyOrder Lessons.all().map { it.id() }
            }
        }

        test("a file that is in the repository but not linked is not in the jar, nor is one outside") {
            store.names() shouldContain "docs/README.md"
            store.bytes("pom.xml").shouldBeNull()
            store.bytes("../pages.txt").shouldBeNull()
            store.bytes("docs/../docs/README.md").shouldBeNull()
            store.library("../pages/README.md").shouldBeNull()
            store.library("highlight.js")!!.decodeToString() shouldNotContain "<html"
        }
    })

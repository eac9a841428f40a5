package dev.tandem.interop.samples.pages

import org.commonmark.ext.gfm.tables.TableBlock
import org.commonmark.node.AbstractVisitor
import org.commonmark.node.Block
import org.commonmark.node.Code
import org.commonmark.node.CustomBlock
import org.commonmark.node.FencedCodeBlock
import org.commonmark.node.Heading
import org.commonmark.node.HtmlBlock
import org.commonmark.node.Node
import org.commonmark.node.SoftLineBreak
import org.commonmark.node.Text
import org.commonmark.renderer.NodeRenderer
import org.commonmark.renderer.html.AttributeProvider
import org.commonmark.renderer.html.HtmlNodeRendererContext
import org.commonmark.renderer.html.HtmlRenderer

/**
 * Makes HTML of the repository's Markdown. Headings get GitHub's ids, tables a box that can be scrolled, and what stands
 * between a comment that names a lesson and its end is left out: the lesson itself comes in its place.
 */
object PageRenderer {
    private val lesson = Regex("<!-- lesson: (.+?) -->")
    private const val END = "<!-- end -->"

    private val renderer = HtmlRenderer.builder()
        .extensions(Markdown.extensions)
        .nodeRendererFactory(::BoxRenderer)
        .attributeProviderFactory { Attributes() }
        .build()

    /** A page's HTML, of its Markdown. */
    fun render(name: String, markdown: String): RenderedPage {
        val document = Markdown.parse(markdown)
        val headings = headings(document)
        val sections = sections(document)
        val title = headings.firstOrNull()?.plainText() ?: name.substringAfterLast('/')
        return RenderedPage(name, title, parts(document), sections)
    }

    private fun headings(document: Node): List<Heading> = buildList {
        document.accept(
            object : AbstractVisitor() {
                override fun visit(heading: Heading) {
                    add(heading)
                }
            },
        )
    }

    /** Sets the ids, and gathers the texts below each heading. */
    private fun sections(document: Node): List<RenderedPage.Section> {
        val anchors = Anchors()
        val found = ArrayList<RenderedPage.Section>()
        var heading = ""
        var anchor = ""
        val text = StringBuilder()

        fun end() {
            if (heading.isNotEmpty() ||
                text.isNotBlank()
            ) {
                found += RenderedPage.Section(heading, anchor, text.toString())
            }
            text.clear()
        }
        for (node in document.children()) {
            if (node is Heading) {
                end()
                heading = node.plainText()
                anchor = anchors.next(heading)
                node.prependChild(Anchor(anchor))
            } else {
                text.append(node.allText()).append('\n')
            }
        }
        end()
        return found
    }

    /** Cuts a document at its lessons. */
    private fun parts(document: Node): List<RenderedPage.Part> {
        val parts = ArrayList<RenderedPage.Part>()
        val html = StringBuilder()
        var within = false
        for (node in document.children()) {
            val comment = (node as? HtmlBlock)?.literal?.trim()
            val id = comment?.let { lesson.matchEntire(it) }?.groupValues?.get(1)
            when {
                id != null -> {
                    parts += RenderedPage.Part.Html(html.toString())
                    parts += RenderedPage.Part.Lesson(id)
                    html.clear()
                    within = true
                }

                comment == END -> within = false

                within -> {}

                node is TableBlock -> html.append(renderer.render(Box().apply { appendChild(node) }))

                else -> html.append(renderer.render(node))
            }
        }
        return parts + RenderedPage.Part.Html(html.toString())
    }

    /** The id of the heading that it stands in. */
    private class Anchor(val id: String) : org.commonmark.node.CustomNode()

    /** What is scrolled by itself. */
    private class Box : CustomBlock()

    private class BoxRenderer(private val context: HtmlNodeRendererContext) : NodeRenderer {
        override fun getNodeTypes() = setOf(Box::class.java, Anchor::class.java)

        override fun render(node: Node) {
            if (node is Anchor) return
            context.writer.tag("div", mapOf("class" to "table", "tabindex" to "0", "role" to "group"))
            context.render(node.firstChild)
            context.writer.tag("/div")
        }
    }

    private class Attributes : AttributeProvider {
        override fun setAttributes(node: Node, tagName: String, attributes: MutableMap<String, String>) {
            if (node is Heading) (node.firstChild as? Anchor)?.let { attributes["id"] = it.id }
            if (node is FencedCodeBlock && tagName == "pre") attributes["tabindex"] = "0"
        }
    }
}

private fun Node.children(): List<Node> = generateSequence(firstChild) { it.next }.toList()

/** All words of a block, code included. */
private fun Node.allText(): String = buildString {
    accept(
        object : AbstractVisitor() {
            override fun visit(text: Text) {
                append(text.literal)
            }

            override fun visit(code: Code) {
                append(code.literal)
            }

            override fun visit(lineBreak: SoftLineBreak) {
                append(' ')
            }

            override fun visit(code: FencedCodeBlock) {
                append(code.literal)
            }

            override fun visitChildren(parent: Node) {
                super.visitChildren(parent)
                if (parent is Block) append(' ')
            }
        },
    )
}

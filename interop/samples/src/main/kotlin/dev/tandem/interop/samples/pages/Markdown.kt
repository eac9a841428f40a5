package dev.tandem.interop.samples.pages

import org.commonmark.ext.gfm.tables.TablesExtension
import org.commonmark.node.AbstractVisitor
import org.commonmark.node.Code
import org.commonmark.node.Image
import org.commonmark.node.Link
import org.commonmark.node.Node
import org.commonmark.node.SoftLineBreak
import org.commonmark.node.Text
import org.commonmark.parser.Parser
import java.net.URI

/** Markdown as GitHub reads it: CommonMark with tables. */
internal object Markdown {
    val extensions = listOf(TablesExtension.create())
    private val parser = Parser.builder().extensions(extensions).build()

    fun parse(text: String): Node = parser.parse(text)
}

/** The text of a node without its marks. */
internal fun Node.plainText(): String = buildString {
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
        },
    )
}

/** Where the links and pictures below a node lead, as it is written. */
internal fun Node.destinations(): List<String> = buildList {
    accept(
        object : AbstractVisitor() {
            override fun visit(link: Link) {
                add(link.destination)
                visitChildren(link)
            }

            override fun visit(image: Image) {
                add(image.destination)
                visitChildren(image)
            }
        },
    )
}

/** The file of the repository that a link on the page [name] leads to; null if it leads out of it, or nowhere but here. */
internal fun linked(name: String, destination: String): String? {
    if (destination.startsWith("#") || "://" in destination || destination.startsWith("mailto:")) return null
    val target = URI("/$name").resolve(destination.substringBefore('#')).normalize().path
    return target.removePrefix("/").removeSuffix("/").takeUnless { it.startsWith("..") || it.isEmpty() }
}

package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.pages.RenderedPage
import org.apache.lucene.analysis.Analyzer
import org.apache.lucene.analysis.cjk.CJKAnalyzer
import org.apache.lucene.analysis.en.EnglishAnalyzer
import org.apache.lucene.document.Document
import org.apache.lucene.document.Field
import org.apache.lucene.document.StoredField
import org.apache.lucene.document.TextField
import org.apache.lucene.index.DirectoryReader
import org.apache.lucene.index.IndexWriter
import org.apache.lucene.index.IndexWriterConfig
import org.apache.lucene.index.Term
import org.apache.lucene.search.BooleanClause.Occur
import org.apache.lucene.search.BooleanQuery
import org.apache.lucene.search.BoostQuery
import org.apache.lucene.search.IndexSearcher
import org.apache.lucene.search.PrefixQuery
import org.apache.lucene.search.Query
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter
import org.apache.lucene.search.uhighlight.UnifiedHighlighter
import org.apache.lucene.store.ByteBuffersDirectory
import org.apache.lucene.util.QueryBuilder

/**
 * Finds sections of pages by their words, the last of which need not be whole. Chinese is found by pairs of characters.
 *
 * @param pages what is searched, all of one language
 */
internal class Search(pages: List<RenderedPage>, chinese: Boolean) {
    private val analyzer: Analyzer = if (chinese) CJKAnalyzer() else EnglishAnalyzer()
    private val searcher = IndexSearcher(DirectoryReader.open(index(pages)))
    private val highlighter = UnifiedHighlighter.builder(searcher, analyzer)
        .withFormatter(DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
        .withMaxLength(LONGEST_SECTION)
        .build()

    /** A section that was found; [html] is a part of its text, with the words marked. */
    class Hit(val url: String, val page: String, val heading: String, val html: String)

    private fun index(pages: List<RenderedPage>) = ByteBuffersDirectory().also { directory ->
        IndexWriter(directory, IndexWriterConfig(analyzer)).use { writer ->
            for (page in pages) page.sections.forEach { writer.addDocument(document(page, it)) }
        }
    }

    private fun document(page: RenderedPage, section: RenderedPage.Section) = Document().apply {
        val anchor = if (section.anchor.isEmpty()) "" else "#${section.anchor}"
        add(StoredField(URL, "/${page.name}$anchor"))
        add(StoredField(PAGE, page.title))
        add(TextField(HEADING, section.heading, Field.Store.YES))
        add(TextField(TEXT, section.text, Field.Store.YES))
    }

    /** The sections that have all of the words that are asked for, the best first. */
    fun find(asked: String): List<Hit> {
        val query = query(asked.take(LONGEST)) ?: return emptyList()
        val found = searcher.search(query, MOST)
        val texts = highlighter.highlight(TEXT, query, found, 1)
        val fields = searcher.storedFields()
        return found.scoreDocs.mapIndexed { index, hit ->
            val document = fields.document(hit.doc)
            Hit(document[URL], document[PAGE], document[HEADING], texts[index].orEmpty().take(LONGEST_TEXT))
        }
    }

    private fun query(asked: String): Query? {
        val words = asked.trim().split(Regex("\\s+"))
        val queries = words.mapIndexedNotNull { index, word -> query(word, index == words.lastIndex) }
        if (queries.isEmpty()) return null
        return BooleanQuery.Builder().apply { queries.forEach { add(it, Occur.MUST) } }.build()
    }

    /** Null for what is no word, or one that is too common to be found. */
    private fun query(word: String, last: Boolean): Query? {
        val builder = QueryBuilder(analyzer)
        val either = BooleanQuery.Builder()
        for ((field, weight) in WEIGHTS) {
            val whole = builder.createPhraseQuery(field, word) ?: continue
            either.add(BoostQuery(whole, weight), Occur.SHOULD)
            if (last) either.add(BoostQuery(PrefixQuery(Term(field, word.lowercase())), weight / 2), Occur.SHOULD)
        }
        return either.build().takeUnless { it.clauses().isEmpty() }
    }

    private companion object {
        const val URL = "url"
        const val PAGE = "page"
        const val HEADING = "heading"
        const val TEXT = "text"
        const val MOST = 20
        const val LONGEST = 200
        const val LONGEST_TEXT = 400
        const val LONGEST_SECTION = 100_000
        val WEIGHTS = mapOf(HEADING to 4f, TEXT to 1f)
    }
}

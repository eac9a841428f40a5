package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import dev.tandem.interop.samples.lessons.Side

/** What the pages say themselves, in one language. [forScripts] is JSON, for those that run in the browser. */
internal class Words(val language: String, private val texts: JsonNode) {
    val forScripts: String = texts.toString()

    /** The word of that key. */
    operator fun get(key: String): String = texts.required(key).textValue()

    /** The word of that key, its `{name}` replaced by [value]. */
    fun with(key: String, value: String): String = get(key).replace(Regex("\\{\\w+}"), Regex.escapeReplacement(value))

    /** What a column is called. */
    fun of(side: Side): String = get("side.$side")

    companion object {
        private val all: JsonNode = ObjectMapper().readTree(Words::class.java.getResourceAsStream("words.json"))
        private val english = Words("en", all.required("en"))
        private val chinese = Words("zh-Hans", all.required("zh"))

        /** The language of a page. */
        fun ofPage(name: String): Words = if ("/zh/" in name) chinese else english
    }
}

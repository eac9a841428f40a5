package dev.tandem.interop.samples.docs

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import org.w3c.dom.Element
import org.w3c.dom.Node
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.Path
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.io.path.inputStream
import kotlin.io.path.name
import kotlin.io.path.readText

/** What the README says to depend on is what the POMs publish, and what it says to have first is what they ask for. */
class CoordinatesTest :
    FunSpec({
        val readme = repositoryRoot.resolve("README.md").readText()
        val parent = pom(repositoryRoot.resolve("pom.xml"))
        val group = parent.child("groupId")
        val version = parent.child("version")
        val published = published()

        test("the libraries and their BOM are published, and nothing else") {
            published shouldBe setOf("tandem-threads", "tandem-coroutines", "tandem-interop", "tandem-bom")
        }

        test("the README's snippet for Gradle names what is published, and its version") {
            val coordinates = Regex("\"$group:([\\w-]+)(?::([^\"]+))?\"").findAll(block(readme, "kts")).toList()
            coordinates.map { it.groupValues[1] }.shouldContainAll("tandem-bom", "tandem-interop")
            coordinates.forEach { it.groupValues[1] shouldBeIn published }
            coordinates.map { it.groupValues[2] }.filter { it.isNotEmpty() } shouldBe listOf(version)
        }

        test("the README's snippet for Maven names what is published, and its version") {
            val snippet = parse("<project>${block(readme, "xml")}</project>".byteInputStream())
            val dependencies = snippet.descendants("dependency")
            dependencies.map { it.child("groupId") }.distinct() shouldBe listOf(group)
            dependencies.map { it.child("artifactId") }.shouldContainAll("tandem-bom", "tandem-interop")
            dependencies.forEach { it.child("artifactId") shouldBeIn published }
            snippet.descendants("version").map { it.textContent } shouldBe listOf(version)
        }

        test("the README says which Java, which Kotlin and which coroutines are the oldest") {
            val properties = parent.descendants("properties").first()
            val java = properties.child("java.release")
            val kotlin = properties.child("kotlin.oldest.language")
            val coroutines = properties.child("kotlinx.coroutines.version").substringBeforeLast('.')
            readme shouldContain "Java $java and later"
            readme shouldContain "Kotlin $kotlin and later"
            readme shouldContain "kotlinx-coroutines-core $coroutines"
            properties.child("kotlin.oldest.version").substringBeforeLast('.') shouldBe kotlin
        }
    })

/** The artifacts whose POMs let them be deployed. */
private fun published(): Set<String> = Files.walk(repositoryRoot).use { files ->
    files
        .filter { it.name == "pom.xml" && "target" !in it.map(Path::toString) && "it" !in it.map(Path::toString) }
        .map { pom(it) }
        .filter { pom -> pom.descendants("maven.deploy.skip").any { it.textContent == "false" } }
        .map { it.child("artifactId") }
        .toList()
        .toSet()
}

/** The one fenced block of [language] in [page]. */
private fun block(page: String, language: String): String =
    Regex("```$language\n(.*?)```", RegexOption.DOT_MATCHES_ALL).findAll(page).single().groupValues[1]

private fun pom(file: Path): Element = file.inputStream().use(::parse)

private fun parse(xml: InputStream): Element =
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).documentElement

private fun Element.descendants(tag: String): List<Element> =
    getElementsByTagName(tag).let { found -> List(found.length) { found.item(it) as Element } }

/** The text of the child, directly below, that has the name [tag]. */
private fun Element.child(tag: String): String = generateSequence(firstChild) {
    it.nextSibling
}.first { it.nodeType == Node.ELEMENT_NODE && it.nodeName == tag }.textContent

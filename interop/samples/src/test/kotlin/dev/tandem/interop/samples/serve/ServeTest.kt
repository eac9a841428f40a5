package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.databind.JsonNode
import dev.tandem.interop.samples.pages.PageStore
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import org.jsoup.Jsoup
import java.net.URI
import java.net.URLEncoder
import java.net.http.WebSocketHandshakeException
import java.util.concurrent.CompletionException

/** What the server answers, and whom. */
class ServeTest :
    FunSpec({
        val served by lazy { Served() }
        afterSpec { served.close() }
        val names = PageStore.load().names()

        fun search(query: String, language: String = "en"): List<JsonNode> {
            val answer = served.get("/-/search?q=${URLEncoder.encode(query, Charsets.UTF_8)}&lang=$language")
            withClue(query) { answer.statusCode() shouldBe 200 }
            return Reader.mapper.readTree(answer.body()).toList()
        }

        test("every file of the documentation is a page with its title, or the picture itself") {
            val store = PageStore.load()
            val site = Site(store)
            for (name in names) {
                withClue(name) {
                    val answer = served.get("/$name")
                    answer.statusCode() shouldBe 200
                    if (answer.headers().firstValue("Content-Type").get().startsWith("image/")) {
                        served.bytes("/$name").contentEquals(store.bytes(name)) shouldBe true
                    } else {
                        Jsoup.parse(answer.body()).title() shouldBe "${site.title(name)} · Tandem"
                    }
                }
            }
        }

        test("every link of every page leads to a page that is there, and to a place that is there") {
            val links = Links(served)
            val broken = links.follow(names.map { "/$it" })
            links.followed shouldBeGreaterThan 1_000
            broken shouldBe listOf()
        }

        test("the root leads to the start page") {
            val answer = served.get("/")
            answer.statusCode() shouldBe 302
            answer.headers().firstValue("Location").get() shouldBe "/docs/README.md"
        }

        test("the address with the key leads to the start page, and leaves the key behind") {
            val answer = served.get("/?${served.address.query}")
            answer.headers().firstValue("Location").get() shouldBe "/"
            val cookie = answer.headers().firstValue("Set-Cookie").get()
            listOf("HttpOnly", "SameSite=Strict", "Path=/").forEach { cookie shouldContain it }
        }

        test("no address leads to another host, with the key or a wrong one") {
            for (path in listOf("//evil.example/", "/\\evil.example/", "///evil.example", "http://evil.example/")) {
                val location = served.ask(
                    "$path?key=x",
                ).toString().substringAfter("Location: ", "").substringBefore("\r\n")
                withClue("$path: $location") { Regex("(/([^/\\\\].*)?)?").matches(location) shouldBe true }
            }
        }

        test("a folder is a list of its pages") {
            val page = Jsoup.parse(served.get("/docs/tutorials").body())
            page.select("main li a").map { it.attr("href") } shouldContain "/docs/tutorials/05-queues-and-pools.md"
        }

        test("what is not of the documentation is not found, however it is asked for") {
            for (path in outside) {
                val answer = served.ask(path)
                withClue("$path: $answer") {
                    (answer.status in setOf(400, 404)) shouldBe true
                    "$answer" shouldNotContain "<project"
                    "$answer" shouldNotContain "root:"
                }
            }
        }

        test("a page that is not there says so, its path in it as text") {
            val answer = served.get("/docs/%3Cimg%20src=x%3E.md")
            answer.statusCode() shouldBe 404
            Jsoup.parse(answer.body()).select("main img").shouldBeEmpty()
            served.ask("/" + "x".repeat(5_000)).status shouldBe 404
        }

        test("a request for another host was led here by somebody else, and is refused") {
            val port = served.root.port
            for (host in listOf(
                "evil.example",
                "evil.example:$port",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "",
            )) {
                withClue(host) { served.ask("/docs/README.md", "GET", "Host: $host").status shouldBe 421 }
            }
            for (host in listOf("localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:80")) {
                withClue(host) { served.ask("/docs/README.md", "GET", "Host: $host").status shouldBe 200 }
            }
        }

        test("a request from another page is refused") {
            val key = served.address.query
            for (origin in listOf(
                "http://evil.example",
                "null",
                "http://localhost:1",
                "https://${served.root.authority}",
            )) {
                for (path in listOf("/docs/README.md", "/-/search?q=queue&lang=en", "/-/app.js", "/?$key")) {
                    withClue("$path from $origin") { served.get(path, "Origin" to origin).statusCode() shouldBe 403 }
                }
                withClue("a run from $origin") { refusedUpgrade { served.connect(origin = origin) } shouldBe 403 }
            }
            served.get("/docs/README.md", "Origin" to "${served.root}").statusCode() shouldBe 200
            served.get(
                "/-/app.js",
                "Sec-Fetch-Site" to "cross-site",
                "Sec-Fetch-Mode" to "no-cors",
            ).statusCode() shouldBe
                403
        }

        test("nothing can be posted") {
            for (method in listOf("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                val answer = served.ask(
                    "/docs/README.md",
                    method,
                    "Host: ${served.root.authority}",
                    "Content-Length: 0",
                )
                withClue(method) { answer.status shouldBe 405 }
            }
        }

        test("whoever has no key, or a wrong one, reads but runs nothing") {
            served.get("/?key=wrong").headers().firstValue("Set-Cookie").isPresent shouldBe false
            val (name, key) = served.cookie.split('=')
            for (cookie in listOf(null, "$name=", "$name=wrong", "$name=${key}0", "other=$key")) {
                withClue(cookie) { refusedUpgrade { served.connect(cookie) } shouldBe 403 }
            }
        }

        test("another protocol may be offered to read, and does not hide that one is asked for to run") {
            val host = "Host: ${served.root.authority}"
            val http2 = "Upgrade: h2c"
            served.ask("/docs/README.md", "GET", host, http2).status shouldBe 200
            for (upgrade in listOf("Upgrade: WebSocket", "Upgrade: h2c, websocket")) {
                withClue(upgrade) { served.ask("/-/run", "GET", host, upgrade).status shouldBe 403 }
                withClue("h2c, $upgrade") { served.ask("/-/run", "GET", host, http2, upgrade).status shouldBe 403 }
            }
        }

        test("all answers have the headers that keep others out") {
            for (path in listOf(
                "/",
                "/docs/README.md",
                "/no",
                "/-/app.js",
                "/-/lib/clike.js",
                "/-/search?q=a&lang=en",
            )) {
                val headers = served.get(path).headers()
                withClue(path) {
                    val policy = headers.firstValue("Content-Security-Policy").get()
                    policy shouldStartWith "default-src 'none'"
                    policy shouldContain "frame-ancestors 'none'"
                    policy.substringAfter("script-src ").substringBefore(';') shouldBe "'self'"
                    headers.firstValue("X-Content-Type-Options").get() shouldBe "nosniff"
                    headers.firstValue("Referrer-Policy").get() shouldBe "no-referrer"
                    headers.firstValue("Cross-Origin-Resource-Policy").get() shouldBe "same-origin"
                    headers.allValues("Access-Control-Allow-Origin").shouldBeEmpty()
                }
            }
        }

        test("the pages' own scripts and styles are there, and no other file of the jar") {
            for (name in listOf(
                "app.js",
                "app.css",
                "icon.svg",
                "lib/codemirror.js",
                "lib/codemirror.css",
                "lib/clike.js",
            )) {
                withClue(name) { served.get("/-/$name").statusCode() shouldBe 200 }
            }
            for (name in listOf(
                "words.json",
                "TandemServer.class",
                "lib/pages.txt",
                "lib/..%2fpages.txt",
                "timelines/no",
            )) {
                withClue(name) { served.get("/-/$name").statusCode() shouldBe 404 }
            }
        }

        test("the search finds sections, and leads to them") {
            val hits = search("task_done")
            hits.shouldNotBeEmpty()
            for (hit in hits) {
                val target = URI(hit.path("url").asText())
                val page = Jsoup.parse(served.get(target.path).body())
                withClue("$hit") { target.fragment?.let { page.getElementById(it).shouldNotBeNull() } }
            }
            hits.first().path("html").asText() shouldContain "<mark>"
        }

        test("the search finds the beginning of a word") {
            val whole = search("cooperative").first().path("url").asText()
            search("cooperat").map { it.path("url").asText() } shouldContain whole
        }

        test("the search finds Chinese by Chinese, in Chinese pages") {
            val hits = search("队列", "zh")
            hits.shouldNotBeEmpty()
            hits.filterNot { "/zh/" in it.path("url").asText() }.shouldBeEmpty()
            hits.first().path("html").asText() shouldContain "<mark>"
        }

        test("what the search tells is escaped, whatever was asked for") {
            for (query in listOf(
                "<script>alert(1)</script>",
                "\"><img src=x>",
                "List<Double>",
                "a AND (b",
                "x:y*",
                "\\",
                "/x/",
            )) {
                for (hit in search(query)) {
                    val parsed = Jsoup.parseBodyFragment(hit.path("html").asText()).body()
                    withClue("$query: $hit") { parsed.select(":not(body, mark)").shouldBeEmpty() }
                }
            }
        }

        test("the search finds twenty sections at most, and nothing where nothing was asked for") {
            search("thread").size shouldBe 20
            search("").shouldHaveSize(0)
            search("   ").shouldHaveSize(0)
            search("queue", "fr").shouldHaveSize(0)
            search("xyzzyplugh").shouldHaveSize(0)
            served.get("/-/search").body() shouldBe "[]"
        }

        test("a long question is answered like a short one") {
            search("queue ".repeat(500)).size shouldBeLessThanOrEqual 20
            search("queue".repeat(500)).shouldHaveSize(0)
        }
    })

private val outside = listOf(
    "/../pom.xml",
    "/%2e%2e/pom.xml",
    "/docs/../../pom.xml",
    "/docs/..%2f..%2fpom.xml",
    "/docs/..%2f..%2fetc/passwd",
    "//etc/passwd",
    "/etc/passwd",
    "/..%5c..%5cpom.xml",
    "/pom.xml",
    "/META-INF/MANIFEST.MF",
    "/META-INF/tandem/pages.txt",
    "/docs/README.md%00.png",
    "/docs/README.md/../../pom.xml",
    "/-/../pom.xml",
    "/-/..%2f..%2fpages.txt",
    "/-/lib/..%2f..%2f..%2fpom.xml",
    "/.git/config",
    "/%",
    "/%zz",
    "http://etc/passwd",
)

/** The status that a connection is refused with. */
private fun refusedUpgrade(connect: () -> Unit): Int =
    (shouldThrow<CompletionException> { connect() }.cause as WebSocketHandshakeException).response.statusCode()

/** Follows links, from page to page. */
private class Links(private val served: Served) {
    private val places = HashMap<String, Set<String>?>()
    private val next = ArrayDeque<String>()
    private val broken = ArrayList<String>()
    var followed = 0
        private set

    /** What leads nowhere, on all pages that are reached from those. */
    fun follow(pages: List<String>): List<String> {
        next += pages
        val seen = HashSet<String>()
        while (next.isNotEmpty()) next.removeFirst().let { if (seen.add(it)) look(it) }
        return broken
    }

    private fun look(path: String) {
        val answer = served.get(path)
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) return
        for (element in Jsoup.parse(answer.body()).select("[href], [src]")) {
            val target = URI("$path").resolve(element.attr(if (element.hasAttr("href")) "href" else "src"))
            if (target.scheme == null) check(path, target)
        }
    }

    private fun check(path: String, target: URI) {
        followed++
        val places = places.computeIfAbsent(target.path) { places(it) }
        when {
            places == null -> broken += "$path: nothing at $target"
            target.fragment != null && target.fragment !in places -> broken += "$path: no such place as $target"
            else -> next += target.path
        }
    }

    private fun places(path: String): Set<String>? {
        val answer = served.get(path)
        return if (answer.statusCode() ==
            200
        ) {
            Jsoup.parse(answer.body()).select("[id]").map { it.id() }.toSet()
        } else {
            null
        }
    }
}

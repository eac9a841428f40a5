package dev.tandem.interop.samples.serve

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.Enabled
import io.kotest.core.test.config.DefaultTestConfig
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import org.openqa.selenium.Keys

/** The pages as readers have them: in a browser. */
class BrowserTest :
    FunSpec({
        defaultTestConfig =
            DefaultTestConfig(enabledOrReasonIf = { Browser.missing?.let(Enabled::disabled) ?: Enabled.enabled })

        val served = lazy { Served(edit = true) }
        val root by lazy { "${served.value.root}" }
        val started = lazy { Browser(tempdir().toPath()).apply { open("${served.value.address}") } }
        val browser by started
        val complaints = ArrayList<String>()
        val requests = ArrayList<String>()

        beforeTest { browser.newTab(root) }
        afterTest {
            complaints += browser.complaints()
            requests += browser.requests()
        }
        afterSpec {
            if (started.isInitialized()) browser.close()
            if (served.isInitialized()) served.value.close()
        }

        fun open(path: String) = browser.open(root + path)

        fun axe(state: String) = withClue(state) { browser.barriers() shouldBe listOf() }

        test("the address that the command prints opens the start page, and does not stay in sight") {
            browser.open("${served.value.address}")
            browser.address shouldBe "$root/docs/README.md"
            browser.title shouldContain "Tandem"
        }

        test("the language is switched at the same place, and back") {
            open(QUEUES)
            val id = browser.js("return document.querySelectorAll('#content > h2')[3].id")
            open("$QUEUES#$id")
            browser.until("the heading is at the top") { browser.heading() == 3 }
            browser.find("#language").click()
            browser.until("the Chinese page is at the same heading") {
                browser.path == QUEUES.replace("tutorials/", "tutorials/zh/") && browser.heading() == 3
            }
            browser.js("return document.documentElement.lang") shouldBe "zh-Hans"
            browser.find("#language").click()
            browser.until("the English page is at the same heading") {
                browser.path == QUEUES && browser.heading() == 3
            }
        }

        test("columns are switched off, on all pages, until they are switched on again") {
            open(PIPELINES)
            browser.click("#columns-switch [value=python]")
            browser.shown() shouldContainExactly listOf("threads", "coroutines", "interop")
            browser.reload()
            browser.shown() shouldContainExactly listOf("threads", "coroutines", "interop")
            open(HELLO)
            browser.shown() shouldContainExactly listOf("threads", "coroutines")
            browser.click("#columns-switch [value=python]")
            browser.shown() shouldContainExactly listOf("python", "threads", "coroutines")
        }

        test("the last column cannot be switched off, by the mouse or by a key") {
            open(PIPELINES)
            browser.press("1", "2", "4")
            browser.shown() shouldContainExactly listOf("coroutines")
            browser.find("#columns-switch [value=coroutines]").isEnabled shouldBe false
            browser.press("3")
            browser.shown() shouldContainExactly listOf("coroutines")
        }

        test("lines and timelines appear while all sides run, and stay when they have ended") {
            open(PIPELINES)
            val lesson = "#lesson-queue-workers"
            browser.input(lesson, "--items", "500")
            browser.click("$lesson .run")
            val sides = browser.sides(lesson).filter { it != "python" || PythonSide.isInstalled }
            browser.until("all sides have printed while it runs") {
                browser.isRunning(lesson) &&
                    sides.all { browser.lines(lesson, it) > 0 }
            }
            val drawn = sides - "python"
            browser.until("all are drawn while they run") {
                browser.isRunning(lesson) &&
                    drawn.all { browser.isDrawn(lesson, it) }
            }
            for (side in drawn) browser.shows("$lesson [data-side=$side] .timeline a") shouldBe false
            browser.click("$lesson .stop")
            browser.untilOver(lesson)
            for (side in drawn) {
                browser.how(lesson, side) shouldBe "stopped"
                browser.isDrawn(lesson, side) shouldBe true
                browser.shows("$lesson [data-side=$side] .timeline a") shouldBe true
            }
            browser.shows("$lesson .run") shouldBe true
        }

        test("a timeline has a page of its own") {
            open(HELLO)
            browser.input("#lesson-hello", "--speed", "6")
            browser.click("#lesson-hello [data-side=threads] .run-one")
            browser.untilOver("#lesson-hello")
            val page = browser.find("#lesson-hello [data-side=threads] .timeline a").getAttribute("href")!!
            page shouldStartWith "$root/-/timelines/"
            browser.js("location.href = arguments[0]", page)
            browser.until("the timeline is shown") { browser.address == page && browser.shows("svg") }
            // the page's own script can zoom it
            browser.complaints().shouldBeEmpty()
        }

        test("event-loop is stopped") {
            open("/docs/tutorials/09-inside-the-loop.md")
            val lesson = "#lesson-event-loop"
            browser.input(lesson, "--connections", "50")
            browser.input(lesson, "--hold", "600")
            browser.click("$lesson .run")
            browser.until("Java and Kotlin print") {
                browser.lines(lesson, "threads") > 0 &&
                    browser.lines(lesson, "coroutines") > 0
            }
            browser.click("$lesson .stop")
            browser.untilOver(lesson)
            for (side in listOf("threads", "coroutines")) {
                browser.how(lesson, side) shouldBe "stopped"
                browser.text("$lesson [data-side=$side] .ended") shouldStartWith "Stopped after"
            }
        }

        test("what was printed before goes when it is run anew, and one column runs alone") {
            open(HELLO)
            val lesson = "#lesson-hello"
            browser.input(lesson, "--speed", "6")
            repeat(2) {
                browser.click("$lesson [data-side=coroutines] .run-one")
                browser.untilOver(lesson)
                browser.how(lesson, "coroutines") shouldBe "done"
                browser.lines(lesson, "coroutines") shouldBe 1
                browser.lines(lesson, "threads") shouldBe 0
            }
        }

        test("an input that cannot be used has its message beside it, and the focus") {
            open(QUEUES)
            val lesson = "#lesson-factors-queue"
            browser.input(lesson, "--number", "many")
            browser.press(Keys.ENTER)
            val field = "$lesson [data-option='--number']"
            browser.until("the problem is told") { browser.shows("$field .problem") }
            browser.text("$field .problem") shouldContain "many"
            browser.focused("$field input") shouldBe true
            browser.untilOver(lesson)
            browser.press(Keys.BACK_SPACE)
            browser.until("the problem is gone") { !browser.shows("$field .problem") }
        }

        test("an input that only the sample itself refuses has its message beside it, and the focus") {
            open("/docs/tutorials/02-threads.md")
            val lesson = "#lesson-countdown"
            browser.input(lesson, "--from", "0")
            browser.press(Keys.ENTER)
            val field = "$lesson [data-option='--from']"
            browser.until("the problem is told") { browser.shows("$field .problem") }
            browser.text("$field .problem") shouldContain "at least 1, not 0"
            browser.focused("$field input") shouldBe true
            browser.untilOver(lesson)
        }

        test("a link to a heading is followed to it, below the bar") {
            open(QUEUES)
            val id = browser.js("return document.querySelectorAll('#content > h2')[4].id")
            open("$QUEUES#$id")
            browser.until("the heading is below the bar") {
                browser.heading() == 4 &&
                    browser.top("#$id") >= browser.bottom(".bar")
            }
        }

        test("back leads back, to the same place") {
            open(QUEUES)
            browser.click(
                "#chapters a[href='#${browser.js("return document.querySelectorAll('#content > h2')[4].id")}']",
            )
            browser.until("the heading is at the top") { browser.heading() == 4 }
            browser.click(".turn [rel=next]")
            browser.until("the next chapter is open") { browser.path == PIPELINES }
            browser.untilReady()
            browser.back()
            browser.until("the chapter before is open again") { browser.path == QUEUES }
            browser.back()
            browser.until("its top is seen again") { "#" !in browser.address && browser.heading() < 4 }
        }

        test("nothing of a narrow page is beside the window, and the chapters are a drawer") {
            browser.width(375)
            for (path in listOf(START, QUEUES, PIPELINES, CHINESE, "/threads/README.md")) {
                open(path)
                withClue(path) {
                    browser.number(
                        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
                    ) shouldBe
                        0.0
                }
            }
            open(QUEUES)
            browser.shows("#chapters") shouldBe false
            browser.find("#chapters-button").click()
            browser.shows("#chapters") shouldBe true
            browser.find("#chapters-button").getAttribute("aria-expanded") shouldBe "true"
            browser.press(Keys.ESCAPE)
            browser.shows("#chapters") shouldBe false
            browser.focused("#chapters-button") shouldBe true
        }

        test("who likes it dark has it dark") {
            open(QUEUES)
            browser.brightness() shouldBe 255.0
            browser.dark()
            browser.until("it is dark") { browser.brightness() < 60 }
        }

        test("the search is opened, asked and followed by keys") {
            open(QUEUES)
            browser.press("/")
            browser.focused("dialog.search input") shouldBe true
            browser.press("bounded queue")
            browser.until("something is found") { browser.shows("dialog.search .results a") }
            val first = browser.find("dialog.search .results a").getAttribute("href")
            browser.press(Keys.ENTER)
            browser.until("the first place is open") { browser.address == first && !browser.shows("dialog.search") }
        }

        test("the search says that nothing is found, and Esc closes it") {
            open(QUEUES)
            browser.pressControl("k")
            browser.press("xyzzyplugh")
            browser.until("nothing is found") { browser.text("dialog.search .count") == "nothing found" }
            browser.press(Keys.ESCAPE, Keys.ESCAPE) // the first empties the field
            browser.until("it is closed") { !browser.shows("dialog.search") }
        }

        test("Chinese pages are searched in Chinese") {
            open(CHINESE)
            browser.press("/")
            browser.press("队列")
            browser.until("something is found") { browser.shows("dialog.search .results a mark") }
            browser.all("dialog.search .results a").forEach { it.getAttribute("href")!! shouldContain "/zh/" }
        }

        test("the keys are listed, and lead from chapter to chapter and from lesson to lesson") {
            open(QUEUES)
            browser.press("?")
            browser.shows("dialog.keys") shouldBe true
            browser.press(Keys.ESCAPE)
            browser.until("the list is closed") { !browser.shows("dialog.keys") }
            browser.press("n")
            browser.until("the next chapter is open") { browser.path == PIPELINES }
            browser.untilReady()
            browser.press("p")
            browser.until("the chapter is open again") { browser.path == QUEUES }
            browser.untilReady()
            browser.press("j")
            browser.until("the first lesson has the focus") { browser.focused("#lesson-factors-queue") }
        }

        test("r runs the lesson in view, and s stops it") {
            open(PIPELINES)
            browser.input("#lesson-queue-workers", "--items", "500")
            browser.js("document.activeElement.blur()")
            browser.press("j")
            browser.press("r")
            browser.until("it runs") { browser.lines("#lesson-queue-workers", "threads") > 0 }
            browser.press("s")
            browser.untilOver("#lesson-queue-workers")
            browser.how("#lesson-queue-workers", "threads") shouldBe "stopped"
        }

        test("a change is run, and what it printed is shown as the reader's own") {
            val lesson = "#lesson-hello"
            open(HELLO)
            browser.edit(lesson, "static void main(double seconds) {\n  System.out.println(\"changed by me\");\n}")
            browser.click("$lesson .editor-buttons button")
            browser.until("it is over") { browser.how(lesson, "threads") == "done" }
            browser.text("$lesson [data-side=threads] .lines") shouldContain "changed by me"
            browser.text("$lesson [data-side=threads] .printed h4") shouldContain "your own code"
            browser.reload()
            browser.click("$lesson .edit")
            browser.until("the change is kept") {
                browser.shows(".CodeMirror") &&
                    "changed by me" in browser.text(".CodeMirror")
            }
        }

        test("an error in a change has its message below its line") {
            val lesson = "#lesson-hello"
            open(HELLO)
            browser.edit(lesson, "static void main(double seconds) {\n  int number = \"text\";\n}")
            browser.pressControl(Keys.ENTER)
            browser.until("the error is told") { browser.shows("$lesson .CodeMirror-linewidget .diagnostic.error") }
            browser.text("$lesson .CodeMirror-linewidget .diagnostic") shouldContain "incompatible types"
            browser.text("$lesson .has-error .CodeMirror-line") shouldContain "int number"
            browser.untilOver(lesson)
            browser.how(lesson, "threads") shouldBe "failed"
            axe("the editor, with an error")
        }

        test("whoever lacks the key is told where it is") {
            open(HELLO)
            browser.forgetKey()
            try {
                browser.click("#lesson-hello .run")
                browser.until("it is told") { "the command printed" in browser.text("#lesson-hello .state") }
                browser.shows("#lesson-hello .run") shouldBe true
            } finally {
                browser.open("${served.value.address}")
            }
            // the browser itself tells that the connection was refused
            browser.complaints().filterNot { "/-/run" in it && "403" in it }.shouldBeEmpty()
        }

        test("a page that is left ends its runs") {
            open(PIPELINES)
            browser.input("#lesson-queue-workers", "--items", "500")
            browser.click("#lesson-queue-workers .run")
            browser.until("it runs") { browser.lines("#lesson-queue-workers", "threads") > 0 }
            open(HELLO)
            browser.input("#lesson-hello", "--speed", "6")
            repeat(3) {
                browser.click("#lesson-hello [data-side=threads] .run-one")
                browser.untilOver("#lesson-hello")
                browser.how("#lesson-hello", "threads") shouldBe "done"
            }
        }

        test("a page at rest can be used by everybody, light, dark and narrow") {
            for (path in listOf(START, QUEUES, CHINESE, "/docs/python/hello.py", "/docs/python", "/nothing")) {
                open(path)
                axe(path)
            }
            browser.complaints().filterNot { "/nothing" in it }.shouldBeEmpty() // which is a 404
            browser.dark()
            for (path in listOf(START, QUEUES, CHINESE)) {
                open(path)
                axe("$path, dark")
            }
            browser.width(375)
            for (path in listOf(START, QUEUES)) {
                open(path)
                axe("$path, dark and narrow")
            }
        }

        test("a page with something open can be used by everybody") {
            for (dark in listOf(false, true)) {
                if (dark) browser.dark()
                open(QUEUES)
                browser.press("/", "queue")
                browser.until("something is found") { browser.shows("dialog.search .results a") }
                axe("search, dark: $dark")
                browser.press(Keys.ESCAPE, Keys.ESCAPE)
                browser.until("it is closed") { !browser.shows("dialog.search") }
                browser.press("?")
                browser.until("it is open") { browser.shows("dialog.keys") }
                axe("keys, dark: $dark")
                browser.press(Keys.ESCAPE)
                browser.input("#lesson-factors-queue", "--number", "many")
                browser.press(Keys.ENTER)
                browser.until("the problem is told") { browser.shows("#lesson-factors-queue .field .problem") }
                axe("a wrong input, dark: $dark")
            }
        }

        test("a page that runs something can be used by everybody") {
            val lesson = "#lesson-queue-workers"
            for (dark in listOf(false, true)) {
                if (dark) browser.dark()
                open(PIPELINES)
                browser.input(lesson, "--items", "500")
                browser.click("$lesson .run")
                browser.until("it is drawn") {
                    browser.isDrawn(lesson, "threads") &&
                        browser.lines(lesson, "coroutines") > 0
                }
                axe("running, dark: $dark")
                browser.isRunning(lesson) shouldBe true
                browser.click("$lesson .stop")
                browser.untilOver(lesson)
                axe("ended, dark: $dark")
            }
        }

        test("no page has complained, or asked for anything elsewhere") {
            complaints.shouldBeEmpty()
            requests.shouldNotBeEmpty()
            // a new tab is a page of the browser's own
            val own = listOf("$root/", root.replace("http", "ws") + "/", "data:", "about:", "blob:$root/", "chrome://")
            requests.filterNot { request -> own.any { request.startsWith(it) } }.shouldBeEmpty()
        }
    })

private const val START = "/docs/README.md"
private const val HELLO = "/docs/tutorials/01-why-not-wait.md"
private const val QUEUES = "/docs/tutorials/05-queues-and-pools.md"
private const val PIPELINES = "/docs/tutorials/06-pipelines.md"
private const val CHINESE = "/docs/tutorials/zh/05-queues-and-pools.md"

private fun Browser.number(script: String, vararg arguments: Any?): Double =
    (js("return $script", *arguments) as Number).toDouble()

/** The number of the section that is read: that of the last heading that is not below the top of the window. */
private fun Browser.heading(): Int = number(
    """
    [...document.querySelectorAll("#content > h2")].findLastIndex((heading) =>
      heading.getBoundingClientRect().top <= document.querySelector(".bar").getBoundingClientRect().bottom + 40)
    """.trim(),
).toInt()

private fun Browser.top(css: String) = number("document.querySelector(arguments[0]).getBoundingClientRect().top", css)

private fun Browser.bottom(css: String) =
    number("document.querySelector(arguments[0]).getBoundingClientRect().bottom", css)

/** Of the page's ground, from 0, black, to 255, white. */
private fun Browser.brightness(): Double {
    val grounds = listOf("body", "html").map {
        js("return getComputedStyle(document.querySelector('$it')).backgroundColor") as String
    }
    val colour = grounds.first { it != "rgba(0, 0, 0, 0)" }
    return Regex("\\d+").findAll(colour).take(3).map { it.value.toInt() }.average()
}

/** The sides of the page's first lesson that are shown. */
private fun Browser.shown(): List<String> =
    all(".lesson:first-of-type .column").filter { it.isDisplayed }.map { it.getAttribute("data-side")!! }

private fun Browser.sides(lesson: String): List<String> = all("$lesson .column").map { it.getAttribute("data-side")!! }

/** Gives an input a value; a slider's is the number of the step. */
private fun Browser.input(lesson: String, option: String, value: String) {
    if (!shows("$lesson .inputs form")) click("$lesson .inputs summary")
    val field = find("$lesson [name='$option']")
    if (field.getAttribute("type") == "range") {
        js(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
            field,
            value,
        )
    } else {
        js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", field)
        field.clear()
        field.sendKeys(value)
    }
}

private fun Browser.isRunning(lesson: String) = shows("$lesson .stop")

private fun Browser.lines(lesson: String, side: String): Int = all("$lesson [data-side=$side] .lines li").size

private fun Browser.isDrawn(lesson: String, side: String): Boolean = js(
    "return document.querySelector(arguments[0])?.shadowRoot?.querySelector('svg') != null",
    "$lesson [data-side=$side] .timeline .picture",
) ==
    true

private fun Browser.how(lesson: String, side: String): String? =
    find("$lesson [data-side=$side] .ended").getAttribute("data-how")

private fun Browser.untilOver(lesson: String) = until("$lesson is over") { shows("$lesson .run") && !isRunning(lesson) }

/** Opens a lesson's editor, and writes a text into it. */
private fun Browser.edit(lesson: String, text: String) {
    click("$lesson .edit")
    until("the editor is open") { shows("$lesson .CodeMirror") }
    js("document.querySelector(arguments[0]).CodeMirror.setValue(arguments[1])", "$lesson .CodeMirror", text)
}

package dev.tandem.interop.samples.serve

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.doubles.shouldBeGreaterThan
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotBeEmpty
import io.kotest.matchers.string.shouldStartWith
import kotlin.io.path.Path
import kotlin.io.path.exists
import kotlin.time.Duration.Companion.milliseconds

/** What a page is told of a run. */
class ServeRunsTest :
    FunSpec({
        val served by lazy { Served() }
        afterSpec { served.close() }

        test("a run tells how each side starts, prints, looks and ends, and then is over") {
            val events = served.run("hello", "threads", "coroutines", options = FAST).rest()
            for (side in listOf("threads", "coroutines")) {
                val own = events.filter { it.path("side").asText() == side }
                own.first().type shouldBe "started"
                withClue("$own") { own.lines(side) shouldContainExactly listOf("hello") }
                own.last().type shouldBe "ended"
                own.last().how shouldBe "done"
                own.last().path("seconds").asDouble() shouldBeGreaterThan 0.0
                val picture = own.last { it.type == "timeline" }
                picture.path("last").asBoolean() shouldBe true
                picture.path("svg").asText() shouldContain "<svg"
            }
            events.last().type shouldBe "over"
        }

        test("a timeline that is over has a page of its own, which can reach nothing") {
            val events = served.run("hello", "threads", options = FAST).rest()
            val page = events.last { it.type == "timeline" }.path("page").asText()
            val answer = served.get(page)
            answer.statusCode() shouldBe 200
            answer.body() shouldContain "<svg"
            answer.headers().allValues("Content-Security-Policy").single() shouldStartWith
                "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'"
        }

        test("Python runs its program as it stands").config(enabled = PythonSide.isInstalled) {
            val events = served.run("hello", "python").rest()
            events.lines("python") shouldContainExactly listOf("hello")
            events.only("ended").how shouldBe "done"
        }

        test("lines are told while their side runs") {
            val run = served.run("hello", "threads", options = ENDLESS)
            run.until("line").lines("threads") shouldContainExactly listOf("hello")
            run.until("timeline").last().path("last").asBoolean() shouldBe false
            run.stop()
            run.until("ended").last().how shouldBe "stopped"
        }

        test("a stop ends all sides that were asked for") {
            val run = served.run(
                "queue-workers",
                *PythonSide.isInstalled.ifTrue("python"),
                "threads",
                "interop",
                options = ENDLESS,
            )
            val started = run.until("started") + run.until("started")
            run.stop()
            val events = started + run.rest()
            events.filter { it.type == "started" } shouldHaveSize events.count { it.type == "ended" }
            events.filter { it.type == "ended" }.map { it.how }.distinct() shouldContainExactly listOf("stopped")
            events.last().type shouldBe "over"
        }

        test("a stopped side takes the programs that it started with it") {
            val run = served.run("subprocess", "threads", options = mapOf("--patience" to "600"))
            run.until { it.text == "$ sleep 3600" }
            Reader.until("it sleeps") { sleepers().isNotEmpty() }
            run.stop()
            run.until("ended").last().how shouldBe "stopped"
            Reader.until("nothing sleeps") { sleepers().isEmpty() }
        }

        test("an input that cannot be used is refused, with its name") {
            for ((option, value) in listOf(
                "--number" to "many",
                "--number" to "",
                "--speed" to "0",
                "--speed" to "NaN",
                "--speed" to "-1",
            )) {
                withClue("$option=$value") {
                    val refused = served.run("factors-queue", "threads", options = mapOf(option to value)).next()!!
                    refused.type shouldBe "refused"
                    refused.path("field").asText() shouldBe option
                    refused.path("message").asText().shouldNotBeEmpty()
                }
            }
        }

        test("an option that is no input is refused, and so is one that names a file") {
            val options = listOf(
                "factors-queue" to "--bogus",
                "factors-queue" to "--help",
                "run-in-executor" to "--file",
            )
            for ((lesson, option) in options) {
                val sides = arrayOf("threads", "interop")
                val refused = served.run(lesson, *sides, options = mapOf(option to "/etc/passwd")).next()!!
                withClue("$refused") {
                    refused.type shouldBe "refused"
                    refused.path("field").isNull shouldBe true
                    refused.path("message").asText() shouldContain option
                }
            }
        }

        test("what is no request, or one for what is not there, is refused") {
            val requests = listOf(
                "", "no JSON", "null", "[]", "{}", "7", """{"run":"hello"}""", """{"run":"hello","sides":[]}""",
                """{"run":"no-such-lesson","sides":["threads"]}""", """{"run":"hello","sides":["ruby"]}""",
                """{"run":"hello","sides":["interop"]}""", """{"run":"hello","sides":[null]}""",
                """{"run":"hello","sides":["threads"],"options":{"--speed":null}}""",
                """{"run":"hello","sides":["threads"],"surprise":1}""", """{"stop":true}""",
                """{"edit":"hello","sides":["threads"],"text":"x"}""", "[".repeat(100_000),
            )
            for (request in requests) {
                withClue(request.take(100)) {
                    val connection = served.connect().apply { sendText(request) }
                    connection.next()!!.type shouldBe "refused"
                    connection.rest().filterNot { it.type == "over" }.shouldBeEmpty()
                }
            }
        }

        test("a frame of bytes, or one that is too long, ends its connection and no other") {
            served.connect().apply { sendBytes(byteArrayOf(1, 2, 3)) }.next()!!.type shouldBe "refused"
            val long = served.connect().apply { sendText("x".repeat(1 shl 20)) }
            long.next().shouldBeNull()
            long.closeCode() shouldBeIn listOf(1009, RunConnection.LOST)
            served.runsOn()
        }

        test("a run that is left ends, with its processes and files").config(enabled = PythonSide.isInstalled) {
            val run = served.run("queue-workers", "python", "threads", options = ENDLESS)
            repeat(2) { run.until("started") }
            lateinit var python: ProcessHandle
            Reader.until("Python runs") { started().find { isPython(it) }?.also { python = it } != null }
            val folder = Path(python.info().arguments().get().last()).parent
            folder.exists() shouldBe true
            run.close()
            Reader.until("Python is gone") { !python.isAlive }
            Reader.until("its files are gone") { !folder.exists() }
            served.runsOn()
        }

        test("who asks for a run and is gone at once leaves nothing behind") {
            Served(Bounds(atOnce = 1)).use { one ->
                repeat(20) { one.run("hello", "threads", options = ENDLESS).close() }
                one.runsOn()
            }
        }

        test("a process that is killed fails its side, and the next has another") {
            Served(Bounds(atOnce = 1)).use { one ->
                val run = one.run("hello", "threads", options = ENDLESS)
                run.until("line")
                started().forEach { it.destroyForcibly() } // and all others, which the next run finds dead
                val ended = run.until("ended").last()
                ended.how shouldBe "failed"
                ended.path("message").asText().shouldNotBeEmpty()
                one.runsOn()
            }
        }

        test("who comes while others run is told how many, and runs in turn") {
            Served(Bounds(atOnce = 1)).use { one ->
                val first = one.run("hello", "threads", options = ENDLESS)
                first.until("line")
                val second = one.run("hello", "threads", options = ENDLESS)
                second.next()!!.apply { type shouldBe "waiting" }.path("ahead").asInt() shouldBe 1
                val third = one.run("hello", "threads", options = FAST)
                third.next()!!.path("ahead").asInt() shouldBe 2
                first.stop()
                third.next()!!.path("ahead").asInt() shouldBe 1
                second.until("line")
                second.close()
                third.rest().last { it.type == "ended" }.how shouldBe "done"
            }
        }

        test("who waits may stop waiting") {
            Served(Bounds(atOnce = 1)).use { one ->
                one.run("hello", "threads", options = ENDLESS).until("line")
                val second = one.run("hello", "threads", options = FAST)
                second.until("waiting")
                second.stop()
                second.rest().map { it.type } shouldContainExactly listOf("over")
            }
        }

        test("who comes while as many wait as may is refused") {
            Served(Bounds(atOnce = 1, waiting = 1)).use { one ->
                val first = one.run("hello", "threads", options = ENDLESS)
                first.until("line")
                val second = one.run("hello", "threads", options = FAST)
                second.until("waiting")
                val third = one.run("hello", "threads", options = FAST)
                third.next()!!.apply { type shouldBe "refused" }.path("message").asText() shouldContain "try again"
                first.stop()
                second.rest().only("ended").how shouldBe "done"
            }
        }

        test("a side whose time is up is ended") {
            Served(Bounds(time = 500.milliseconds)).use { short ->
                val sides = PythonSide.isInstalled.ifTrue("python") + arrayOf("threads", "coroutines")
                val events = short.run("queue-workers", *sides, options = ENDLESS).rest()
                events.filter { it.type == "ended" }.map { it.how } shouldContainExactly sides.map { "late" }
            }
        }

        test("a side that prints too much is ended, and what it has printed by then is kept") {
            Served(Bounds(lines = 3)).use { short ->
                for (side in PythonSide.isInstalled.ifTrue("python") + arrayOf("threads", "coroutines")) {
                    val events = short.run("queue-workers", side, options = mapOf("--speed" to "20")).rest()
                    withClue(side) {
                        events.only("ended").how shouldBe "flooded"
                        events.lines(side) shouldHaveSize 3
                    }
                }
            }
        }

        test("what a sample refuses once it runs is refused, with its name") {
            val events = served.run("countdown", "threads", "coroutines", options = mapOf("--from" to "0")).rest()
            events.filter { it.type == "refused" }.forEach { it.path("field").asText() shouldBe "--from" }
            events.first { it.type == "refused" }.path("message").asText() shouldContain "at least 1, not 0"
            events.filter { it.type == "ended" }.map { it.how } shouldContainExactly listOf("refused", "refused")
            events.last().type shouldBe "over"
        }
    })

private val FAST = mapOf("--speed" to "100")
private val ENDLESS = mapOf("--speed" to "0.0001")

private fun Boolean.ifTrue(side: String): Array<String> = if (this) arrayOf(side) else arrayOf()

private fun started(): List<ProcessHandle> = ProcessHandle.current().descendants().toList()

private fun isPython(process: ProcessHandle) = process.info().command().orElse("").contains("python")

private fun sleepers() = started().filter { it.info().commandLine().orElse("").contains("sleep 3600") }

/** Runs the smallest sample, to see that the server still does. */
private fun Reader.runsOn() {
    val events = run("hello", "threads", options = FAST).rest()
    withClue("$events") { events.only("ended").how shouldBe "done" }
}

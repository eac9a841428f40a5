package dev.tandem.interop.samples.serve

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotBeEmpty
import org.jsoup.Jsoup
import kotlin.time.Duration.Companion.seconds

/** Lessons that readers have changed. The server has to serve on after each. */
class ServeEditTest :
    FunSpec({
        val served by lazy { Served(Bounds(time = 20.seconds), edit = true) }
        afterSpec { served.close() }
        afterTest {
            val events = served.run("hello", "threads", options = mapOf("--speed" to "100")).rest()
            events.only("ended").how shouldBe "done"
        }

        test("a change is compiled and run") {
            val events = served.change("hello", "threads", main("""System.out.println("changed, 变了");""")).rest()
            events.lines("threads") shouldContainExactly listOf("changed, 变了")
            events.only("ended").how shouldBe "done"
        }

        test("a change may have more methods and types, and another may be without them") {
            val text = "record Pair(int a, int b) {}\n\n" + main("System.out.println(new Pair(1, 2));")
            served.change("hello", "threads", text).rest().lines("threads") shouldContainExactly
                listOf("Pair[a=1, b=2]")
        }

        test("the next change knows nothing of the one before") {
            val count = "static int runs;\n" + main("System.out.println(++runs);")
            repeat(2) {
                served.change("hello", "threads", count).rest().lines("threads") shouldContainExactly
                    listOf("1")
            }
        }

        test("an error of the compiler is told with its place in the lesson") {
            val events = served.change("hello", "threads", main("int number = \"text\";")).rest()
            val diagnostic = events.only("diagnostic")
            diagnostic.path("kind").asText() shouldBe "error"
            diagnostic.path("line").asInt() shouldBe 2
            diagnostic.path("column").asInt() shouldBe "  int number = \"".length
            diagnostic.path("message").asText() shouldContain "incompatible types"
            events.only("ended").how shouldBe "failed"
            events.map { it.type } shouldNotContain "line"
        }

        test("a syntax error that the compiler finds behind the lesson is told all the same") {
            val events = served.change("hello", "threads", "static void main(double seconds) {").rest()
            events.filter { it.type == "diagnostic" && it.path("kind").asText() == "error" }.isNotEmpty() shouldBe true
            events.only("ended").how shouldBe "failed"
        }

        test("a warning is told, and the change runs") {
            val raw = main("java.util.List list = new java.util.ArrayList(); System.out.println(list);")
            val events = served.change("hello", "threads", raw).rest()
            events.first { it.type == "diagnostic" }.path("kind").asText() shouldBe "warning"
            events.first { it.type == "diagnostic" }.path("line").asInt() shouldBe 2
            events.lines("threads") shouldContainExactly listOf("[]")
        }

        test("a change that throws fails") {
            val ended = served.change(
                "hello",
                "threads",
                main("""throw new IllegalStateException("so");"""),
            ).rest().only("ended")
            ended.how shouldBe "failed"
            ended.path("message").asText() shouldContain "so"
        }

        test("a stopped change cleans up, and what it prints then is shown") {
            val text = main(
                """System.out.println("begins");
                try { Thread.sleep(600_000); } finally { System.out.println("cleaned up"); }""",
            )
            val run = served.change("hello", "threads", text)
            run.until("line")
            run.stop()
            val events = run.rest()
            events.lines("threads") shouldContainExactly listOf("cleaned up")
            events.only("ended").how shouldBe "stopped"
        }

        test("a change that does not listen when it is stopped is killed") {
            val run = served.change("hello", "threads", main("""System.out.println("begins"); while (true) {}"""))
            run.until("line")
            run.stop()
            run.rest().only("ended").how shouldBe "stopped"
        }

        test("a change that never ends is ended when its time is up") {
            Served(Bounds(time = 2.seconds), edit = true).use { short ->
                short.change("hello", "threads", main("while (true) {}")).rest().only("ended").how shouldBe "late"
                short.run("hello", "threads", options = mapOf("--speed" to "100")).rest().only("ended").how shouldBe
                    "done"
            }
        }

        test("a change that ends its process fails, and says so") {
            for (end in listOf("System.exit(0);", "Runtime.getRuntime().halt(3);")) {
                val ended = served.change("hello", "threads", main(end)).rest().only("ended")
                withClue("$end $ended") {
                    ended.how shouldBe "failed"
                    ended.path("message").asText().shouldNotBeEmpty()
                }
            }
        }

        test("a change that takes all memory fails") {
            val greedy = main("var all = new java.util.ArrayList<long[]>(); while (true) all.add(new long[1 << 20]);")
            served.change("hello", "threads", greedy).rest().only("ended").how shouldBe "failed"
        }

        test("a change that prints without end is ended") {
            val flood = main("""while (true) System.out.println("x");""")
            served.change("hello", "threads", flood).rest().only("ended").how shouldBe "flooded"
        }

        test("a long line is cut") {
            val long = main("""System.out.println("x".repeat(1_000_000));""")
            val lines = served.change("hello", "threads", long).rest().lines("threads")
            lines.map { it.length } shouldContainExactly listOf(10_000 + "…".length)
        }

        test("a change that starts threads and leaves them ends with its process") {
            val text =
                main(
                    """new Thread(() -> { while (true) {} }).start(); System.out.println(ProcessHandle.current().pid());""",
                )
            val events = served.change("hello", "threads", text).rest()
            val pid = events.lines("threads").single().toLong()
            Reader.until("the process is gone") { ProcessHandle.of(pid).isEmpty }
        }

        test("only a side that can be compiled can be changed, one at a time") {
            for (side in listOf("python", "nothing")) {
                served.change("hello", side, "x").next()!!.type shouldBe "refused"
            }
            served.change("hello", "threads", null).next()!!.type shouldBe "refused"
            served.connect().apply {
                send(
                    mapOf(
                        "edit" to "hello",
                        "sides" to listOf("threads", "coroutines"),
                        "text" to "x",
                    ),
                )
            }
                .next()!!.type shouldBe "refused"
        }

        test("where nothing may be changed, pages have no button for it, and a change is refused") {
            Served(Bounds(atOnce = 1)).use { fixed ->
                val page = "/docs/tutorials/01-why-not-wait.md"
                Jsoup.parse(fixed.get(page).body()).select(".edit").shouldBeEmpty()
                Jsoup.parse(served.get(page).body()).select(".edit").isNotEmpty() shouldBe true
                fixed.change("hello", "threads", main("")).next()!!.type shouldBe "refused"
            }
        }
    })

/** The lesson of `hello` in Java, with another [body]. */
private fun main(body: String) = "static void main(double seconds) throws InterruptedException {\n  $body\n}"

package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.launcher.Run
import dev.tandem.interop.samples.launcher.Tandem
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.io.BufferedReader
import java.io.File
import java.net.InetAddress
import java.net.ServerSocket
import java.net.URI
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.measureTime

/** `tandem serve` as a command. */
class ServeCommandTest :
    FunSpec({
        for ((arguments, hint) in misuses) {
            test("misuse is one line with a hint, and exit 2: serve $arguments") {
                val run = Run.tandem("serve", "--no-browser", *arguments.split(" ").toTypedArray())
                run.exitCode() shouldBe 2
                run.out() shouldBe ""
                run.err().lines().filter { it.isNotEmpty() } shouldHaveSize 1
                run.err() shouldStartWith "tandem serve: "
                run.err() shouldContain hint
            }
        }

        test("a port that is taken is one line, and exit 1") {
            ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { taken ->
                val run = Run.tandem("serve", "--no-browser", "--port", "${taken.localPort}")
                withClue("$run") {
                    run.exitCode() shouldBe 1
                    run.out() shouldBe ""
                    run.err().lines().filter { it.isNotEmpty() } shouldHaveSize 1
                    run.err() shouldContain "port ${taken.localPort}"
                    run.err() shouldContain "--port 0"
                }
            }
        }

        test("an address of no machine here is one line, and exit 1") {
            val run = Run.tandem("serve", "--no-browser", "--port", "0", "--allow-remote", "--host", "192.0.2.1")
            withClue("$run") {
                run.exitCode() shouldBe 1
                run.err().lines().filter { it.isNotEmpty() } shouldHaveSize 1
            }
        }

        test("Ctrl-C ends it and all that it runs, with exit 130, and nothing is left").config(enabled = isUnix) {
            val folder = tempdir()
            val command = Command(folder, "--port", "0")
            val reader = Reader(command.address())
            val sides = if (PythonSide.isInstalled) {
                arrayOf(
                    "python",
                    "threads",
                    "interop",
                )
            } else {
                arrayOf("threads", "interop")
            }
            val left = reader.run("queue-workers", *sides, options = SLOW)
            repeat(sides.size) { left.until("started") }
            left.close()
            val runs = reader.run("queue-workers", *sides, options = SLOW)
            repeat(sides.size) { runs.until("started") }
            runs.until("timeline")
            val descendants = command.process.descendants().toList()
            descendants.shouldNotBeEmpty()
            measureTime { command.interrupt() }.inWholeSeconds shouldBeLessThan 10
            command.process.exitValue() shouldBe 130
            Reader.until("all processes are gone") { descendants.none { it.isAlive } }
            Reader.until("no file is left: ${folder.list()?.toList()}") { folder.list().isNullOrEmpty() }
            withClue(command.rest()) { command.rest() shouldNotContain "Exception" }
        }

        test("it can be reached by the other addresses of this machine, if that is allowed").config(enabled = isUnix) {
            val command = Command(tempdir(), "--port", "0", "--host", "0.0.0.0", "--allow-remote")
            val address = command.address()
            address.host shouldBe "localhost"
            val run = Reader(
                URI("http://127.0.0.1:${address.port}/?${address.query}"),
            ).run("hello", "threads", options = FAST)
            run.rest().filter { it.type == "ended" }.map { it.how } shouldBe listOf("done")
            command.interrupt()
            command.process.exitValue() shouldBe 130
        }

        test("Ctrl-C at any time is exit 130 without a stack trace").config(enabled = isUnix) {
            for (millis in listOf(0L, 200, 400, 700, 1_000, 1_500)) {
                val folder = tempdir()
                val command = Command(folder, "--port", "0")
                command.process.waitFor(millis, MILLISECONDS) // it does not end by itself
                command.interrupt()
                withClue("after $millis ms: ${command.rest()}") {
                    command.process.exitValue() shouldBe 130
                    command.rest().lines().filter {
                        Regex(".*(Exception|Error).*|\\s+at .*").matches(it)
                    }.shouldBeEmpty()
                }
            }
        }
    })

private val misuses = listOf(
    "--port 70000" to "from 0 to 65535, not 70000. Try '--port 0'.",
    "--port -1" to "from 0 to 65535, not -1",
    "--port http" to "'http'",
    "--host 0.0.0.0" to "--allow-remote",
    "--host 0.0.0.0 --allow-remote --edit" to "--edit is for this machine alone",
    "--host no-such-host.invalid" to "there is no 'no-such-host.invalid'",
    "--editt" to "Did you mean '--edit'?",
    "extra" to "Unmatched argument",
)

private val SLOW = mapOf("--speed" to "0.01")
private val FAST = mapOf("--speed" to "100")
private val isUnix = File("/bin/sh").exists()

/** The command in a process of its own, all of whose temporary files are in [folder]. */
private class Command(folder: File, vararg options: String) {
    val process: Process = ProcessBuilder(
        // a build that runs in the background ignores Ctrl-C, and its children would too
        "env", "--default-signal=INT", "${System.getProperty("java.home")}/bin/java", "-Djava.io.tmpdir=$folder",
        "-cp", System.getProperty("java.class.path"), Tandem::class.java.name, "serve", "--no-browser", *options,
    ).redirectErrorStream(true).start()
    private val output: BufferedReader = process.inputReader()
    private val rest = lazy { output.readText() }

    init {
        Runtime.getRuntime().addShutdownHook(Thread { process.destroyForcibly() })
    }

    /** The address that it prints first. */
    fun address() = URI(output.readLine().substringAfter("Tandem's tutorials: "))

    /** As Ctrl-C does. */
    fun interrupt() {
        ProcessBuilder("kill", "-INT", "${process.pid()}").start().waitFor()
        withClue("it ends") { process.waitFor(30, SECONDS) shouldBe true }
    }

    /** What it printed after the address, once it has ended. */
    fun rest(): String = rest.value
}

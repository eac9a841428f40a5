package dev.tandem.interop.samples.serve

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.shouldBe
import kotlin.io.path.Path
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readSymbolicLink

/** Fifty runs at once, and what they leave behind: nothing. */
class ServeManyRunsTest :
    FunSpec({
        test("fifty at once all run or are told to wait, and nothing is left when they and the server are gone") {
            manyRuns(2) // what is made once in a JVM, and kept, is there
            val before = Left.now()
            manyRuns(50)
            Reader.until("what is left is gone: ${Left.now() - before}") {
                System.gc() // the threads of a client end once nobody has it
                (Left.now() - before).isEmpty()
            }
        }
    })

/** So many ask for a run at once; half of them leave, and the others run to the end. */
private fun manyRuns(count: Int) = Served().use { served ->
    val runs = List(count) { served.run("hello", "threads", options = mapOf("--speed" to "100")) }
    for (run in runs) {
        val first = run.next()
        withClue("$first") { first!!.type shouldBeIn listOf("waiting", "started") }
    }
    val (patient, impatient) = runs.withIndex().partition { it.index % 2 == 0 }
    impatient.forEach { it.value.close() }
    for (run in patient) {
        val events = run.value.rest()
        withClue("$events") { events.only("ended").how shouldBe "done" }
    }
}

/** What runs in this JVM, or is open in it, by names: those of threads, processes and open files. */
private data class Left(val names: List<String>) {
    operator fun minus(before: Left): List<String> = names.toMutableList().also { rest ->
        before.names.forEach {
            rest -=
                it
        }
    }

    companion object {
        /** They are shared by all of a JVM, come when they are needed, and end when they are not. */
        private val shared = Regex(
            "DefaultDispatcher-worker-\\d+|kotlinx\\.coroutines\\..*|process reaper.*|ForkJoinPool.*|Common-Cleaner",
        )
        private val descriptors = Path("/proc/self/fd")

        fun now() = Left(threads() + processes() + files())

        private fun threads() = Thread.getAllStackTraces().keys.map { "thread ${it.name}" }
            .filterNot { shared.matches(it.removePrefix("thread ")) }
            .map { it.replace(Regex("\\d+"), "N") }

        private fun processes() = ProcessHandle.current().descendants().toList().map { "process ${it.pid()}" }

        private fun files(): List<String> = if (!descriptors.isDirectory()) {
            listOf()
        } else {
            descriptors.listDirectoryEntries()
                .mapNotNull { runCatching { "${it.readSymbolicLink()}" }.getOrNull() } // it may be closed by now
                .filterNot { it.endsWith(".jar") || it.startsWith("/proc/") || it.endsWith("/modules") }
                .map { "file ${it.replace(Regex("\\[\\d+]"), "[N]")}" }
        }
    }
}

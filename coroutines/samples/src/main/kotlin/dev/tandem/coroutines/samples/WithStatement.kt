package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import java.io.PrintStream

/**
 * What `use` is called on is closed at the end of its block, whether the block succeeds or throws, and blocks inside
 * each other close in reverse. `Mutex.withLock` does the same for a lock.
 */
@CatalogueEntry(
    id = "with-statement",
    title = "A block closes what it opened, also when it fails",
    documents = ["000"],
)
class WithStatement : SuspendingSample() {
    override suspend fun perform(stage: Stage) {
        val out = System.out
        one(out)
        out.println("== when the body throws")
        throwing(out)
        out.println("== two at once")
        two(out)
    }

    private fun one(out: PrintStream) {
        Resource("", out).enter().use { out.println(INSIDE) }
        out.println(OUTSIDE)
    }

    private fun throwing(out: PrintStream) {
        try {
            Resource("", out).enter().use {
                out.println(INSIDE)
                error("the body failed")
            }
        } catch (e: IllegalStateException) { // by now the resource is closed
            out.println("caught: ${e.message}")
        }
        out.println(OUTSIDE)
    }

    private fun two(out: PrintStream) {
        Resource(" first", out).enter().use {
            Resource(" second", out).enter().use { out.println(INSIDE) }
        }
        out.println(OUTSIDE)
    }

    /** Tells what happens to it. */
    private class Resource(private val name: String, private val out: PrintStream) : AutoCloseable {
        init {
            out.println("__init__$name")
        }

        fun enter() = apply { out.println("__enter__$name") }

        override fun close() = out.println("__exit__$name")
    }

    private companion object {
        val INSIDE = "-".repeat(20) + "Inside" + "-".repeat(20)
        val OUTSIDE = "-".repeat(20) + "Outside" + "-".repeat(20)
    }
}

fun main(args: Array<String>) = WithStatement().launch(*args)

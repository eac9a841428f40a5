package dev.tandem.coroutines.samples

import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage

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
    override suspend fun perform(stage: Stage) = main()

    // snippet: lesson
    class Resource(private val name: String) : AutoCloseable {
        init {
            println("__init__$name")
            println("__enter__$name") // in Kotlin, what is made is entered
        }

        override fun close() = println("__exit__$name")
    }

    fun main() {
        val f =
            Resource("").use {
                println("--------------------Inside--------------------")
            }
        println("--------------------Outside--------------------")
        println("f=$f") // what the block gave: nothing

        println("== when the body throws")
        try {
            Resource("").use {
                println("--------------------Inside--------------------")
                error("the body failed")
            }
        } catch (e: IllegalStateException) { // by now the resource is closed
            println("caught: ${e.message}")
        }
        println("--------------------Outside--------------------")

        println("== two at once")
        Resource(" first").use {
            Resource(" second").use {
                println("--------------------Inside--------------------")
            }
        }
        println("--------------------Outside--------------------")
    }
    // end
}

fun main(args: Array<String>) = WithStatement().launch(*args)

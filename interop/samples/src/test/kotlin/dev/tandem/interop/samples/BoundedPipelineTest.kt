package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class BoundedPipelineTest :
    FunSpec({
        test("a full queue suspends the coroutine that produces, an empty one blocks the thread that consumes") {
            linesOf(BoundedPipeline(), "--items", "3", "--capacity", "2") shouldContainExactly
                listOf(
                    "a fast producer, a slow consumer",
                    ".. put 1",
                    "#. put 2",
                    "## put 3 has to wait",
                    "## take",
                    "## take",
                    "#. take",
                    "a slow producer, a fast consumer",
                    ".. take has to wait",
                    ".. put 1",
                    ".. take has to wait",
                    ".. put 2",
                    ".. take has to wait",
                    ".. put 3",
                )
        }

        test("interrupted, the coroutine and the thread end") {
            linesOfInterrupted(BoundedPipeline(), "--pause", "3600")
        }
    })

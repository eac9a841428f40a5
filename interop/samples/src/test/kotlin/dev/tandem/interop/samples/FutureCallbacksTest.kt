package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class FutureCallbacksTest :
    FunSpec({
        test("across the bridge, callbacks are called at once, and a coroutine is scheduled") {
            linesOf(FutureCallbacks()) shouldContainExactly
                """
                a thread's future, as coroutines have it
                called at once, on completer
                completing has returned
                called later, by the loop
                a coroutine's future, as threads have it
                called at once, on completer
                completing has returned
                called at once, on asker
                asking has returned
                """.trimIndent().lines()
        }
    })

package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class TwoFuturesTest :
    FunSpec({
        test("the two futures differ in five ways, and each can be made of the other") {
            linesOf(TwoFutures(), "--speed", "20") shouldContainExactly
                """
                1. waiting for it: do others run on this thread meanwhile?
                   thread's:    get() blocks: false
                   coroutine's: await() suspends: true
                2. waiting with a timeout
                   thread's:    get takes one: TimeoutException
                   coroutine's: withTimeout around await: TimeoutCancellationException
                3. asking for the result before there is one
                   thread's:    get() waits for it: 123
                   coroutine's: getCompleted() throws: IllegalStateException
                4. being told of it
                   thread's:    called back at once
                   thread's:    complete() has returned
                   coroutine's: complete() has returned
                   coroutine's: goes on later, with 123
                5. waiting for several of a kind, one made of the other kind
                   thread's:    Futures.gather: [123, 123]
                   coroutine's: awaitAll: [123, 123]
                """.trimIndent().lines()
        }
    })

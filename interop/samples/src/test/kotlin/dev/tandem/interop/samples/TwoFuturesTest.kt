package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class TwoFuturesTest :
    FunSpec({
        test("the two futures differ in five ways, and each can be made the other") {
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
                   thread's:    called back, then complete() returned
                   coroutine's: called back, then complete() returned, then the coroutine went on
                5. what waits for several takes a Future, or a Deferred
                   thread's:    is a Future: true, is a Deferred: false
                   coroutine's: is a Future: false, is a Deferred: true
                Each as the other kind, the first of several that is done
                   thread's:    wrapFuture: 123
                   coroutine's: asCompletableFuture: 123
                """.trimIndent().lines()
        }
    })

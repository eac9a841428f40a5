package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class CallbackToCoroutineTest :
    FunSpec({
        fun scene(what: String, end: String) =
            listOf(what) + listOf("callbacks: ", "futures:   ", "coroutine: ").map { way -> "  $way$end" }

        test("callbacks, futures and the coroutine come to the same result and the same failures") {
            linesOf(CallbackToCoroutine(), "--speed", "50") shouldBe
                scene("nothing fails", "the orders come to 60") +
                scene("log in fails", "cannot log in") +
                scene("load orders fails", "cannot load orders") +
                scene("sum fails", "cannot sum")
        }

        test("a failure that nobody planned arrives the same way") {
            linesOf(CallbackToCoroutine(), "--latency=0", "--orders=2147483647,1").take(4) shouldBe
                scene("nothing fails", "integer overflow")
        }
    })

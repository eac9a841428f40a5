package dev.tandem.coroutines.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class WithStatementTest :
    FunSpec({
        val inside = "--------------------Inside--------------------"
        val outside = "--------------------Outside--------------------"

        suspend fun play() = inRealTime(WithStatement())

        test("a resource is closed between the end of the block and what follows") {
            play().take(6) shouldContainExactly
                listOf("__init__", "__enter__", inside, "__exit__", outside, "f=kotlin.Unit")
        }

        test("a resource is closed also when the body throws") {
            play().dropWhile { it != "== when the body throws" }.drop(1).take(6) shouldContainExactly
                listOf("__init__", "__enter__", inside, "__exit__", "caught: the body failed", outside)
        }

        test("two resources are closed in reverse") {
            play().dropWhile { it != "== two at once" }.drop(1) shouldContainExactly
                listOf("__init__ first", "__enter__ first", "__init__ second", "__enter__ second") +
                listOf(inside, "__exit__ second", "__exit__ first", outside)
        }
    })

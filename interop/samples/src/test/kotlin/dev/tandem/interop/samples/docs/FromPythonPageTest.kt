package dev.tandem.interop.samples.docs

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest

/** What the page for readers who come from Python shows does what it says. */
@OptIn(ExperimentalCoroutinesApi::class)
class FromPythonPageTest :
    FunSpec({
        test("a scope ends when all that was started in it has ended, and its last line is its value") {
            runTest {
                FromPythonPage.both() shouldBe "slow"
                currentTime shouldBe 1_500
            }
        }

        test("what is launched begins when the coroutine waits") {
            FromPythonPage.turns() shouldBe listOf("first", "the other", "last")
        }

        test("no thread's count is lost") {
            FromPythonPageJava.letters(List(1_000) { "abc" }) shouldBe 3_000
        }
    })

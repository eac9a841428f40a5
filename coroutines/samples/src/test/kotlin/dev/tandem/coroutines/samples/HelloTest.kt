package dev.tandem.coroutines.samples

import dev.tandem.samples.Stage
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest

class HelloTest :
    FunSpec({
        test("says hello, then waits a second") {
            runTest {
                val recording = Stage.Recording(1.0)
                Hello().perform(recording.stage())
                recording.lines() shouldBe listOf("hello")
                currentTime shouldBe 1_000
            }
        }

        test("says hello in real time") {
            inRealTime(Hello(), "--speed", "100") shouldBe listOf("hello")
        }
    })

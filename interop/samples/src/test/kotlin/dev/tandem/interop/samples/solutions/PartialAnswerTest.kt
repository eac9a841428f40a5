package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.gather
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/** What each source gives within [patience]; null for one that takes longer. */
private suspend fun atOnce(sources: List<suspend () -> String>, patience: Duration): List<String?> =
    gather(sources) { source -> withTimeoutOrNull(patience) { source() } }

/** Tutorial 14, exercise 2: an answer in time, with what is there. */
class PartialAnswerTest :
    FunSpec({
        fun source(name: String, takes: Duration): suspend () -> String = {
            delay(takes)
            name
        }

        test("a source that is too slow is left out, and the answer does not wait for it") {
            runTest {
                val sources =
                    listOf(
                        source("read_file", 100.milliseconds),
                        source("read_db", 200.milliseconds),
                        source("read_api", 300.milliseconds),
                    )
                atOnce(sources, 250.milliseconds) shouldBe listOf("read_file", "read_db", null)
                currentTime shouldBe 250
            }
        }
    })

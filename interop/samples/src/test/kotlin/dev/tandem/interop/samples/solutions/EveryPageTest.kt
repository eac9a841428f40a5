package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.gatherOutcomes
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.runTest
import java.io.IOException
import kotlin.time.Duration.Companion.seconds

/** For each page a line: its length, or why there is none. */
private suspend fun lengths(pages: List<String>, fetch: suspend (String) -> String): List<String> =
    pages.zip(gatherOutcomes(pages) { page -> fetch(page) }) { page, outcome ->
        outcome.fold({ text -> "$page: ${text.length}" }, { failure -> "$page: ${failure.message}" })
    }

/** Tutorial 7, exercise 2: one page fails, and the results of the others are kept. */
class EveryPageTest :
    FunSpec({
        test("a page that fails is named, and the others have their lengths") {
            runTest {
                val fetch: suspend (String) -> String = { page ->
                    if (page == "b") throw IOException("connection refused")
                    delay(1.seconds)
                    "the text of $page"
                }
                lengths(listOf("a", "b", "c"), fetch) shouldBe listOf("a: 13", "b: connection refused", "c: 13")
            }
        }
    })

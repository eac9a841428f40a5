package dev.tandem.interop.samples.solutions

import dev.tandem.coroutines.gather
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.math.sqrt
import kotlin.time.Duration.Companion.seconds

/** The steps of one root follow on each other; the roots of several numbers do not. */
suspend fun roots(numbers: List<Double>, steps: Int, better: (Double, Double) -> Double = ::newtonStep): List<Double> =
    withContext(Dispatchers.Default) {
        gather(numbers) { number -> (1..steps).fold(number) { guess, _ -> better(guess, number) } }
    }

private fun newtonStep(guess: Double, number: Double) = (guess + number / guess) / 2

class ManyRootsTest :
    FunSpec({
        test("each number has its root, in the order of the numbers") {
            val numbers = List(100) { 1.0 + it }
            withTimeout(20.seconds) { roots(numbers, 20) }.zip(numbers).forEach { (root, number) ->
                root shouldBe (sqrt(number) plusOrMinus 1e-9)
            }
        }

        test("two roots are found at once: a step of one meets a step of the other") {
            val together = CyclicBarrier(2)
            withTimeout(20.seconds) {
                roots(listOf(2.0, 3.0), 5) { guess, number ->
                    together.await(10, SECONDS) // fails if they go one after the other
                    newtonStep(guess, number)
                }
            }.map { "%.3f".format(it) } shouldBe listOf("1.414", "1.732")
        }
    })

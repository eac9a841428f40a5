package dev.tandem.coroutines.samples

import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlin.math.sqrt

/** Whether a number is prime, by every odd divisor up to its square root; looks now and then whether it was cancelled. */
suspend fun isPrime(number: Long): Boolean {
    if (number < 2 || number % 2 == 0L) return number == 2L
    for (divisor in 3..sqrt(number.toDouble()).toLong() step 2) {
        if (number % divisor == 0L) return false
        if (divisor % 100_000 == 1L) currentCoroutineContext().ensureActive()
    }
    return true
}

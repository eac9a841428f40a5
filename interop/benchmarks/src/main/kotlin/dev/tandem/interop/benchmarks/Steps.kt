package dev.tandem.interop.benchmarks

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Suspend functions to wait for, and `runBlocking`, as Kotlin calls it. */
object Steps {
    /** Yields so many times. */
    suspend fun yields(times: Int): Int {
        repeat(times) { yield() }
        return times
    }

    @JvmStatic
    fun runBlockingYields(times: Int): Int = runBlocking { yields(times) }
}

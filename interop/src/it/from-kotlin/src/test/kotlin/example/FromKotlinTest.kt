package example

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Test
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.seconds

class FromKotlinTest {
    private val pool = Executors.newFixedThreadPool(2)
    private val example = FromKotlin(pool)

    @AfterEach
    fun shutDown() = pool.shutdown()

    @Test
    fun `wraps futures`() = bounded {
        assertEquals(listOf(1, 3), example.lengths(listOf("a", "bcd")))
        assertEquals("hello world", example.greeting(CompletableFuture.supplyAsync { "world" }))
    }

    @Test
    fun `runs blocking code`() = bounded {
        assertEquals(listOf(1, 4, 9), example.squares(listOf(1, 2, 3)))
        assertNotEquals(Thread.currentThread().toString(), example.sleeper())
    }

    private fun bounded(test: suspend () -> Unit) = runBlocking { withTimeout(60.seconds) { test() } }
}

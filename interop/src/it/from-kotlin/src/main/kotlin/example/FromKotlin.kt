package example

import dev.tandem.coroutines.gather
import dev.tandem.interop.awaitOwned
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.interop.wrapFuture
import kotlinx.coroutines.awaitAll
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService

/** What Kotlin does with Java's futures and its code that blocks. */
class FromKotlin(private val pool: ExecutorService) {
    suspend fun lengths(words: List<String>): List<Int> =
        words.map { word -> wrapFuture(pool.submit(Callable { word.length })) }.awaitAll()

    suspend fun greeting(name: CompletableFuture<String>): String = "hello " + name.awaitOwned()

    suspend fun squares(numbers: List<Int>): List<Int> = gather(numbers) { n -> runInExecutor(pool) { n * n } }

    suspend fun sleeper(): String = toThread {
        Thread.sleep(1)
        Thread.currentThread().toString()
    }
}

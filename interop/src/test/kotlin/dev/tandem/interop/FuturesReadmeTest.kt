package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.lend
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CoroutineStart.UNDISPATCHED
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

/** The snippets of interop/README.md about futures and blocking code, run. */
class FuturesReadmeTest :
    FunSpec({
        extension(NoLeaks())

        test("wrapFuture") {
            withPool { pool -> both(pool) { it.uppercase() } shouldBe "AB" }
        }

        test("awaitOwned and awaitShared") {
            bounded {
                val mine = CompletableFuture<String>()
                launch(start = UNDISPATCHED) { order { mine } }.cancel()
                mine.isCancelled shouldBe true

                val everybodys = CompletableFuture<Int>()
                port(everybodys, patience = 1.milliseconds) shouldBe 80
                everybodys.complete(8080)
                port(everybodys, patience = 1.milliseconds) shouldBe 8080
            }
        }

        test("runInExecutor") {
            withPool { pool -> sumOfSquares(pool, 10) shouldBe 285 }
            SerializingExecutor(givesStages = true).lend { sumOfSquares(it, 10) shouldBe 285 }
        }

        test("toThread and Dispatchers.Virtual") {
            val folder = tempdir().toPath()
            val files = List(3) { Files.writeString(folder.resolve("$it.txt"), "$it") }
            bounded {
                firstLine(files[2]) shouldBe "2"
                readAll(files) shouldBe listOf("0", "1", "2")
            }
        }
    })

private fun withPool(body: suspend (ExecutorService) -> Unit) = Executors.newFixedThreadPool(2).lend(body)

// snippet: wrapFuture
suspend fun both(pool: ExecutorService, fetch: (String) -> String): String {
    val pages = listOf("a", "b").map { pool.submit(Callable { fetch(it) }) }
    return pages.map { wrapFuture(it) }.awaitAll().joinToString("")
}
// end

// snippet: awaitFuture
suspend fun order(load: () -> CompletableFuture<String>): String =
    load().awaitOwned() // nobody else has it: cancelling us cancels it

suspend fun port(setting: CompletableFuture<Int>, patience: Duration): Int =
    withTimeoutOrNull(patience) { setting.awaitShared() } ?: 80 // the others wait on
// end

// snippet: runInExecutor
suspend fun sumOfSquares(pool: ExecutorService, n: Long): Long = runInExecutor(pool) {
    (0 until n).sumOf { it * it }
}
// end

// snippet: toThread
suspend fun firstLine(file: Path): String = toThread { Files.lines(file).use { it.findFirst().orElse("") } }

suspend fun readAll(files: List<Path>): List<String> = withContext(Dispatchers.Virtual) {
    files.map { async { Files.readString(it) } }.awaitAll()
}
// end

package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.fold
import kotlinx.coroutines.flow.map
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue
import kotlin.io.path.writeLines

/** The snippets of interop/README.md about flows, run. (FromJavaTest, under src/it, has those of Java.) */
class FlowsReadmeTest :
    FunSpec({
        extension(NoLeaks())

        test("asFlow") {
            val file = tempdir().toPath().resolve("lines.txt").apply { writeLines(listOf("a", "bcd", "ef")) }
            bounded {
                longestLine(file) shouldBe 3
                firstError(LinkedBlockingQueue(listOf("started", "ERROR: disk full"))) shouldBe "ERROR: disk full"
            }
        }
    })

// snippet: asFlow
suspend fun firstError(log: BlockingQueue<String>): String = log.asFlow().first { "ERROR" in it }

suspend fun longestLine(file: Path): Int =
    Files.lines(file).asFlow().map { it.length }.fold(0, ::maxOf) // and closes it
// end

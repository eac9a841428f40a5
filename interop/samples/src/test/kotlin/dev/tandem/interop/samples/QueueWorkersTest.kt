package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch

class QueueWorkersTest :
    FunSpec({
        test("every item is slept through once, by coroutines, then by threads") {
            val lines = linesOf(QueueWorkers(), "--speed", "20")
            val (byCoroutines, byThreads) = lines.chunked(lines.size / 2)
            byCoroutines.first() shouldBe "threads produce, coroutines work"
            byThreads.first() shouldBe "coroutines produce, threads work"
            listOf("coroutine" to byCoroutines, "thread" to byThreads).forEach { (worker, scene) ->
                scene shouldHaveSize 1 + 20
                scene.drop(1).forEach { it shouldMatch "$worker-[012] has slept for 0\\.0\\d seconds" }
            }
            sleeps(byCoroutines) shouldContainExactlyInAnyOrder sleeps(byThreads)
        }

        test("one worker takes the items in their order, of either kind") {
            val lines = linesOf(QueueWorkers(), "--workers", "1", "--items", "6", "--speed", "5")
            val (byCoroutine, byThread) = lines.chunked(lines.size / 2)
            sleeps(byCoroutine) shouldHaveSize 6
            sleeps(byThread) shouldContainExactly sleeps(byCoroutine)
        }
    })

private fun sleeps(scene: List<String>) = scene.filter { "has slept" in it }.map { it.substringAfter(' ') }

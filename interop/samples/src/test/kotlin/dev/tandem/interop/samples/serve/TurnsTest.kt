package dev.tandem.interop.samples.serve

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest

/** Whose turn it is. */
class TurnsTest :
    FunSpec({
        class Run(scope: CoroutineScope, turns: Turns) {
            val told = ArrayList<Int>()
            var runs = false
            val end = CompletableDeferred<Unit>()
            val job: Job = scope.launch {
                turns.take({ told += it }) {
                    runs = true
                    end.await()
                }
            }
        }

        test("so many run at once, the others in their order, each told how many are before it") {
            runTest {
                val turns = Turns(2, 10)
                val runs = List(5) { Run(this, turns).also { runCurrent() } }
                runs.map { it.runs } shouldBe listOf(true, true, false, false, false)
                runs.map { it.told } shouldBe listOf(listOf(), listOf(), listOf(1), listOf(2), listOf(3))
                runs[1].end.complete(Unit)
                runCurrent()
                runs.map { it.runs } shouldBe listOf(true, true, true, false, false)
                runs.map { it.told } shouldBe listOf(listOf(), listOf(), listOf(1), listOf(2, 1), listOf(3, 2))
                runs.forEach { it.end.complete(Unit) }
                runCurrent()
                runs.all { it.runs && it.job.isCompleted } shouldBe true
            }
        }

        test("one that is cancelled while it waits makes room, and one that fails gives its turn back") {
            runTest {
                val turns = Turns(1, 10)
                val first = Run(this, turns).also { runCurrent() }
                val second = Run(this, turns).also { runCurrent() }
                val third = Run(this, turns).also { runCurrent() }
                second.job.cancelAndJoin()
                runCurrent()
                third.told shouldBe listOf(2, 1)
                first.job.cancelAndJoin()
                runCurrent()
                third.runs shouldBe true
                third.end.complete(Unit)
                runCurrent()
                shouldThrow<IllegalStateException> { turns.take({}) { error("it fails") } }
                turns.take({ error("it need not wait") }) { 1 } shouldBe 1
            }
        }

        test("where as many wait as may, the next is refused") {
            runTest {
                val turns = Turns(1, 1)
                val runs = List(2) { Run(this, turns).also { runCurrent() } }
                shouldThrow<Turns.FullException> { turns.take({}) {} }
                runs.forEach { it.end.complete(Unit) }
            }
        }
    })

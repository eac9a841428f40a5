package dev.tandem.coroutines

import dev.tandem.fixtures.bounded
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asContextElement
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.plus
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import java.util.concurrent.BrokenBarrierException
import java.util.concurrent.atomic.AtomicInteger
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.random.Random
import kotlin.time.Duration.Companion.minutes

/** A barrier while its action runs, which may take its time, fail, be cancelled, and use the barrier itself. */
class BarrierActionTest :
    FunSpec({
        suspend fun Deferred<*>.shouldBeBroken() {
            isCompleted shouldBe true
            shouldThrow<BrokenBarrierException> { await() }
        }

        /** A barrier whose every action waits for a gate of its own. */
        class Gated(scope: TestScope, parties: Int) {
            val gates = mutableListOf<CompletableDeferred<Unit>>()
            val ended = mutableListOf<Int>()
            val barrier = Barrier(parties) {
                val gate = CompletableDeferred<Unit>()
                gates += gate
                withContext(NonCancellable) { gate.await() }
                ended += gates.size
            }
            private val supervised = scope + SupervisorJob(scope.coroutineContext[Job])
            private val supervisor = supervised.coroutineContext[Job]!!

            fun arrive(context: CoroutineContext = EmptyCoroutineContext): Deferred<Int> =
                supervised.async(context) { barrier.await() }

            fun close() {
                supervisor.cancel()
                gates.forEach { it.complete(Unit) }
            }
        }

        fun gated(parties: Int = 2, test: suspend TestScope.(Gated) -> Unit) = runTest {
            val gated = Gated(this, parties)
            try {
                test(gated)
            } finally {
                gated.close()
            }
        }

        suspend fun arriveCancelled(barrier: Barrier) = coroutineScope {
            launch {
                currentCoroutineContext().cancel()
                shouldThrow<CancellationException> { barrier.await() }
            }.join()
        }

        test("who comes cancelled while the action runs has not arrived, and breaks nothing") {
            gated { gated ->
                val parties = List(2) { gated.arrive() }
                runCurrent()
                arriveCancelled(gated.barrier)
                gated.barrier.isBroken shouldBe false
                gated.gates.single().complete(Unit)
                parties.awaitAll().shouldContainExactly(1, 0)
            }
        }

        test("who comes while the action runs, and is cancelled before it has ended, breaks nothing") {
            gated { gated ->
                val parties = List(2) { gated.arrive() }
                runCurrent()
                val (early, next) = List(2) { gated.arrive() }
                runCurrent()
                gated.gates.single().complete(Unit)
                early.cancel() // the action is about to end
                parties.awaitAll().shouldContainExactly(1, 0)
                runCurrent()
                gated.barrier.isBroken shouldBe false
                gated.barrier.waiting shouldBe 1
                gated.arrive()
                runCurrent()
                gated.gates[1].complete(Unit)
                next.await() shouldBe 1
            }
        }

        test("who came while the action ran has arrived once it has ended, and is cancelled for all its generation") {
            gated { gated ->
                val parties = List(2) { gated.arrive() }
                runCurrent()
                val early = gated.arrive()
                runCurrent()
                gated.barrier.waiting shouldBe 2 // of the generation whose action runs
                gated.gates.single().complete(Unit)
                parties.awaitAll()
                gated.barrier.waiting shouldBe 1
                early.cancel()
                gated.barrier.isBroken shouldBe true
            }
        }

        test(
            "those who came while the action ran are of the next use in the order in which they came, before newcomers",
        ) {
            gated { gated ->
                val parties = List(2) { gated.arrive() }
                runCurrent()
                val early = List(5) { gated.arrive() }
                runCurrent()
                gated.gates[0].complete(Unit)
                parties.awaitAll()
                val newcomer = gated.arrive()
                runCurrent()
                gated.gates[1].complete(Unit)
                runCurrent()
                gated.gates[2].complete(Unit)
                runCurrent()
                early.take(4).map { it.getCompleted() }.shouldContainExactly(1, 0, 1, 0)
                early[4].isActive shouldBe true
                gated.gates[3].complete(Unit)
                early[4].await() shouldBe 1
                newcomer.await() shouldBe 0
            }
        }

        test("after an abort and a reset the next action waits until the last one has ended") {
            gated { gated ->
                val first = List(2) { gated.arrive() }
                runCurrent()
                gated.barrier.abort()
                gated.barrier.reset()
                val second = List(2) { gated.arrive() }
                runCurrent()
                first[0].shouldBeBroken()
                gated.barrier.waiting shouldBe 2
                gated.gates.size shouldBe 1
                gated.gates[0].complete(Unit)
                runCurrent()
                first[1].shouldBeBroken()
                gated.gates.size shouldBe 2
                gated.ended.shouldContainExactly(1)
                second.none { it.isCompleted } shouldBe true
                gated.gates[1].complete(Unit)
                second.awaitAll().shouldContainExactly(1, 0)
                gated.barrier.isBroken shouldBe false
            }
        }

        test("a generation that waits for the last action breaks like any other, and leaves its turn to the next") {
            val breakers: Map<String, (Barrier, List<Deferred<Int>>) -> Unit> = mapOf(
                "its last party is cancelled" to { _, parties -> parties[1].cancel() },
                "its first party is cancelled" to { _, parties -> parties[0].cancel() },
                "abort" to { barrier, _ -> barrier.abort() },
                "reset" to { barrier, _ -> barrier.reset() },
            )
            breakers.forEach { (_, breakUp) ->
                gated { gated ->
                    List(2) { gated.arrive() }
                    runCurrent()
                    gated.barrier.reset()
                    val second = List(2) { gated.arrive() }
                    runCurrent()
                    breakUp(gated.barrier, second)
                    runCurrent()
                    second.all { it.isCompleted } shouldBe true
                    second.any { shouldThrow<Exception> { it.await() } is BrokenBarrierException } shouldBe true
                    gated.barrier.reset()
                    val third = List(2) { gated.arrive() }
                    runCurrent()
                    gated.gates.size shouldBe 1
                    gated.gates[0].complete(Unit)
                    runCurrent()
                    gated.gates.size shouldBe 2
                    gated.gates[1].complete(Unit)
                    third.awaitAll().shouldContainExactly(1, 0)
                }
            }
        }

        test("a party told to run the action, and cancelled before it went on, breaks its generation and no other") {
            gated { gated ->
                List(2) { gated.arrive(Dispatchers.Unconfined) }
                gated.barrier.reset()
                val (waiter, runner) = List(2) { gated.arrive() }
                runCurrent()
                gated.gates[0].complete(Unit) // ends the first action, and gives the runner its turn
                gated.ended.shouldContainExactly(1)
                runner.cancel()
                runCurrent()
                waiter.shouldBeBroken()
                gated.gates.size shouldBe 1
                gated.barrier.reset()
                val third = List(2) { gated.arrive() }
                runCurrent()
                gated.gates[1].complete(Unit)
                third.awaitAll().shouldContainExactly(1, 0)
            }
        }

        test("an action whose generation is broken before it has begun does not begin") {
            val breakers = listOf<(Barrier) -> Unit>({ it.abort() }, { it.reset() })
            breakers.forEach { breakUp ->
                gated { gated ->
                    List(2) { gated.arrive(Dispatchers.Unconfined) }
                    gated.barrier.reset()
                    val second = List(2) { gated.arrive() }
                    runCurrent()
                    gated.gates[0].complete(Unit) // gives the runner its turn
                    breakUp(gated.barrier)
                    runCurrent()
                    second.forEach { it.shouldBeBroken() }
                    gated.gates.size shouldBe 1
                    gated.barrier.reset()
                    val third = List(2) { gated.arrive() }
                    runCurrent()
                    gated.gates[1].complete(Unit)
                    third.awaitAll().shouldContainExactly(1, 0)
                }
            }
        }

        test("an action that suspends leaves no thread-local value of its caller's context behind") {
            val local = ThreadLocal<String?>()
            runBlocking {
                val barrier = Barrier(1) {
                    local.get() shouldBe "inner"
                    yield()
                    local.get() shouldBe "inner"
                }
                withContext(local.asContextElement("inner")) {
                    barrier.await()
                    local.get() shouldBe "inner"
                }
                local.get() shouldBe null
                yield()
                local.get() shouldBe null
            }
        }

        test("abort while the action runs sends away who came meanwhile; reset has them arrive") {
            gated { gated ->
                List(2) { gated.arrive() }
                runCurrent()
                val early = gated.arrive()
                runCurrent()
                gated.barrier.abort()
                runCurrent()
                early.shouldBeBroken()
            }
            gated { gated ->
                List(2) { gated.arrive() }
                runCurrent()
                val early = gated.arrive()
                runCurrent()
                gated.barrier.reset()
                runCurrent()
                early.isActive shouldBe true
                gated.barrier.waiting shouldBe 1
                gated.arrive()
                runCurrent()
                gated.gates[0].complete(Unit)
                runCurrent()
                gated.gates[1].complete(Unit)
                early.await() shouldBe 1
            }
        }

        test("an action that fails with an Error breaks the barrier for all, those who came meanwhile included") {
            runTest {
                val supervised = CoroutineScope(coroutineContext + SupervisorJob())
                val gate = CompletableDeferred<Unit>()
                val barrier = Barrier(2) {
                    gate.await()
                    throw StackOverflowError("too deep")
                }
                val (waiter, runner, early) = List(3) { supervised.async { barrier.await() } }
                runCurrent()
                gate.complete(Unit)
                runCurrent()
                waiter.shouldBeBroken()
                shouldThrow<StackOverflowError> { runner.await() }.message shouldBe "too deep"
                early.shouldBeBroken()
                barrier.isBroken shouldBe true
            }
        }

        test("who runs the action and is cancelled breaks the barrier if the action heeds it, and not if it ends") {
            gated { gated ->
                val (waiter, runner) = List(2) { gated.arrive() }
                runCurrent()
                runner.cancel()
                gated.gates[0].complete(Unit)
                waiter.await() shouldBe 1
                gated.barrier.isBroken shouldBe false
            }
            runTest {
                val supervised = CoroutineScope(coroutineContext + SupervisorJob())
                val barrier = Barrier(2) { CompletableDeferred<Unit>().await() }
                val (waiter, runner) = List(2) { supervised.async { barrier.await() } }
                runCurrent()
                runner.cancel()
                runCurrent()
                waiter.shouldBeBroken()
                barrier.isBroken shouldBe true
            }
        }

        test("an action that awaits its own barrier is refused, and so are its children") {
            val ways: List<suspend (Barrier) -> Unit> = listOf(
                { it.await() },
                { barrier -> coroutineScope { launch { barrier.await() } } },
                { barrier ->
                    barrier.reset()
                    barrier.await()
                },
            )
            ways.forEach { way ->
                runTest {
                    val supervised = CoroutineScope(coroutineContext + SupervisorJob())
                    lateinit var barrier: Barrier
                    barrier = Barrier(2) { way(barrier) }
                    val (waiter, runner) = List(2) { supervised.async { barrier.await() } }
                    runCurrent()
                    waiter.shouldBeBroken()
                    shouldThrow<IllegalStateException> { runner.await() }.message shouldContain "own action"
                }
            }
        }

        test("what an action started, and outlives it, may await the barrier") {
            runTest {
                lateinit var barrier: Barrier
                lateinit var outliving: Deferred<Int>
                val gate = CompletableDeferred<Unit>()
                var actions = 0
                barrier = Barrier(2) {
                    if (actions++ == 0) {
                        outliving = CoroutineScope(currentCoroutineContext() + SupervisorJob()).async {
                            gate.await()
                            barrier.await()
                        }
                    }
                }
                List(2) { async { barrier.await() } }.awaitAll()
                gate.complete(Unit)
                runCurrent()
                barrier.await() shouldBe 0
                outliving.await() shouldBe 1
            }
        }

        test("an action that resets its barrier sends its own generation away, and the next one is whole") {
            runTest {
                val supervised = CoroutineScope(coroutineContext + SupervisorJob())
                lateinit var barrier: Barrier
                var actions = 0
                barrier = Barrier(2) { if (actions++ == 0) barrier.reset() }
                val first = List(2) { supervised.async { barrier.await() } }
                runCurrent()
                first.forEach { it.shouldBeBroken() }
                barrier.isBroken shouldBe false
                List(2) { supervised.async { barrier.await() } }.awaitAll().shouldContainExactly(1, 0)
            }
        }

        test("an action that aborts its barrier breaks it until reset") {
            runTest {
                val supervised = CoroutineScope(coroutineContext + SupervisorJob())
                lateinit var barrier: Barrier
                barrier = Barrier(2) { barrier.abort() }
                val first = List(2) { supervised.async { barrier.await() } }
                runCurrent()
                first.forEach { it.shouldBeBroken() }
                barrier.isBroken shouldBe true
            }
        }

        test(
            "actions never overlap, and the barrier serves on, while parties are cancelled and others abort and reset",
        ) {
            val running = AtomicInteger()
            val overlaps = AtomicInteger()
            val actions = AtomicInteger()
            val barrier = Barrier(3) {
                if (running.incrementAndGet() != 1) overlaps.incrementAndGet()
                actions.incrementAndGet()
                try {
                    yield()
                } finally {
                    running.decrementAndGet()
                }
            }
            bounded(2.minutes, Dispatchers.Default) {
                val parties = List(6) { seed ->
                    launch {
                        val random = Random(seed)
                        repeat(2_000) {
                            val party = launch {
                                try {
                                    barrier.await()
                                } catch (_: BrokenBarrierException) {
                                    yield()
                                }
                            }
                            if (random.nextInt(4) == 0) {
                                repeat(random.nextInt(3)) { yield() }
                                party.cancel()
                            }
                            party.join()
                        }
                    }
                }
                launch {
                    val random = Random(7)
                    while (parties.any { it.isActive }) {
                        if (random.nextInt(4) == 0) barrier.abort()
                        barrier.reset()
                        repeat(random.nextInt(20)) { yield() }
                    }
                }
            }
            barrier.reset() // the last one may have been cancelled
            withTimeout(1.minutes) {
                List(3) { async { barrier.await() } }.awaitAll().sorted() shouldBe
                    listOf(0, 1, 2)
            }
            overlaps.get() shouldBe 0
            (actions.get() > 1) shouldBe true
        }
    })

package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.sync.Mutex

/** The types as a Java caller sees them. */
class JavaNamesTest :
    FunSpec({
        test("a priority queue has a natural order or a given one, with a capacity or without, from Java too") {
            val queues = JavaNames.priorities()
            queues.map { queue ->
                listOf(2, 1, 3).forEach { queue.offer(it) }
                queue.toList()
            }.shouldContainExactly(listOf(1, 2, 3), listOf(1, 2, 3), listOf(3, 2, 1), listOf(3, 2, 1))
            queues.map { it.capacity }.shouldContainExactly(Int.MAX_VALUE, 3, Int.MAX_VALUE, 3)
        }

        test("accessors have the names of the properties") {
            val queue = JoinableQueue.fifo<Int>(2).apply { offer(1) }
            JavaNames.counts(queue) shouldBe "1 of 2, 1 unfinished"
            JavaNames.flags(queue).shouldContainExactly(false, false, false)
            val barrier = Barrier(3).apply { abort() }
            JavaNames.flags(Event().apply { set() }, barrier) shouldBe true
            JavaNames.WAITERS_OF_EVENT.applyAsInt(Event()) shouldBe 0
            JavaNames.WAITERS_OF_CONDITION.applyAsInt(Mutex().newCondition()) shouldBe 0
            JavaNames.PARTIES.applyAsInt(barrier) shouldBe 3
            JavaNames.WAITING.applyAsInt(barrier) shouldBe 0
            val found = DoneAndPending(setOf(CompletableDeferred(1)), setOf(CompletableDeferred<Int>()))
            JavaNames.counts(found) shouldBe 2
        }

        test("no public accessor begins with get") {
            listOf(
                JoinableQueue::class,
                JoinableQueueIterator::class,
                Event::class,
                Condition::class,
                Barrier::class,
                DoneAndPending::class,
            ).flatMap { type ->
                type.java.declaredMethods
                    .filter { java.lang.reflect.Modifier.isPublic(it.modifiers) && !it.isSynthetic && '$' !in it.name }
                    .map { "${type.simpleName}.${it.name}" }
                    .filter { ".get" in it }
            }.shouldBeEmpty()
        }
    })

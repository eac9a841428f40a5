package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

/** The wait queue beside a list of nodes in the order of their arrival. */
class WaitQueueTest :
    FunSpec({
        class Things : WaitQueue() {
            var there = 0
            override val free get() = there - reserved
        }

        class Waiting(queue: WaitQueue, override val reserves: Boolean) : WaitQueue.Node(queue) {
            override fun resume() = true
        }

        fun WaitQueue.woken(): List<WaitQueue.Node> = buildList { wakeFree()?.forEachInBatch { add(it) } }

        test("whatever happens, those that have waited longest are woken, one for each thing") {
            repeat(2_000) { seed ->
                val random = Random(seed)
                val queue = Things()
                val waiting = mutableListOf<Waiting>() // in the order of arrival, awake or asleep
                val awake = mutableSetOf<Waiting>()
                val reserved = mutableListOf<Waiting>()
                repeat(60) {
                    when (random.nextInt(7)) {
                        0, 1 -> waiting += Waiting(queue, random.nextInt(4) == 0).also { queue.enter(it) }

                        2 -> queue.there += random.nextInt(4)

                        3 -> queue.there = reserved.size

                        // all else is polled away

                        4 -> waiting.randomOrNull(random)?.let {
                            queue.leave(it)
                            waiting -= it
                            awake -= it
                        }

                        5 -> awake.randomOrNull(random)?.let {
                            if (!queue.hasAny) {
                                queue.sleepOn(it)
                                awake -= it
                            } else {
                                queue.leave(it)
                                queue.there--
                                waiting -= it
                                awake -= it
                            }
                        }

                        6 -> reserved.removeLastOrNull()?.let {
                            // it registers again before its reservation is released
                            queue.enter(it)
                            waiting.add(waiting.count { other -> other.arrival < it.arrival }, it)
                            queue.release(it)
                        }
                    }
                    val expected = mutableListOf<Waiting>()
                    var free = queue.there - reserved.size
                    var up = awake.size
                    for (node in waiting) {
                        if (node in awake) continue
                        if (free <= up) break
                        expected += node
                        if (node.reserves) free-- else up++
                    }
                    queue.woken() shouldBe expected
                    expected.forEach { if (it.reserves) reserved += it else awake += it }
                    waiting.removeAll { it.reserves && it in expected }
                }
            }
        }

        test("200,000 that are woken for nothing, time and again, take a step each, not a search each") {
            val queue = Things()
            val nodes = List(200_000) { Waiting(queue, reserves = false).also { queue.enter(it) } }
            measureTime {
                repeat(5) {
                    queue.there = nodes.size
                    queue.woken() shouldHaveSize nodes.size
                    queue.there = 0
                    nodes.forEach { queue.sleepOn(it) }
                }
            } shouldBeLessThan 20.seconds // a search each would make 100,000,000,000 steps
        }
    })

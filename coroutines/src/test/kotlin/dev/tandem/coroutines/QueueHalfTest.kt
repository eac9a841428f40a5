package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

/** The permits of a queue's half beside a list of nodes in the order of their arrival. */
class QueueHalfTest :
    FunSpec({
        class Things : QueueHalf() {
            var there = 0
            override val free get() = there - reserved
        }

        class Waiting(half: QueueHalf, override val reserves: Boolean) : QueueHalf.Node(half) {
            override fun resume() = true
        }

        fun QueueHalf.wake(): List<QueueHalf.Node> = buildList { wakeFree()?.forEachInBatch { add(it) } }

        test("whatever happens, those that have waited longest are woken, one for each thing") {
            repeat(2_000) { seed ->
                val random = Random(seed)
                val half = Things()
                val waiting = mutableListOf<Waiting>() // in the order of arrival, woken or not
                val woken = mutableSetOf<Waiting>()
                val reserved = mutableListOf<Waiting>()
                repeat(60) {
                    when (random.nextInt(7)) {
                        0, 1 -> waiting += Waiting(half, random.nextInt(4) == 0).also { half.add(it) }

                        2 -> half.there += random.nextInt(4)

                        3 -> half.there = reserved.size

                        // all else is polled away

                        4 -> waiting.randomOrNull(random)?.let {
                            half.remove(it)
                            waiting -= it
                            woken -= it
                        }

                        5 -> woken.randomOrNull(random)?.let {
                            if (!half.hasAny) {
                                half.waitOn(it)
                                woken -= it
                            } else {
                                half.remove(it)
                                half.there--
                                waiting -= it
                                woken -= it
                            }
                        }

                        6 -> reserved.removeLastOrNull()?.let {
                            // it registers again before its reservation is released
                            half.add(it)
                            waiting.add(waiting.count { other -> other.arrival < it.arrival }, it)
                            half.release(it)
                        }
                    }
                    val expected = mutableListOf<Waiting>()
                    var free = half.there - reserved.size
                    var up = woken.size
                    for (node in waiting) {
                        if (node in woken) continue
                        if (free <= up) break
                        expected += node
                        if (node.reserves) free-- else up++
                    }
                    half.wake() shouldBe expected
                    expected.forEach { if (it.reserves) reserved += it else woken += it }
                    waiting.removeAll { it.reserves && it in expected }
                    half.waiters shouldBe waiting.size
                    half.woken shouldBe woken.size
                }
            }
        }

        test("200,000 that are woken for nothing, time and again, take a step each, not a search each") {
            val half = Things()
            val nodes = List(200_000) { Waiting(half, reserves = false).also { half.add(it) } }
            measureTime {
                repeat(5) {
                    half.there = nodes.size
                    half.wake() shouldHaveSize nodes.size
                    half.there = 0
                    nodes.forEach { half.waitOn(it) }
                }
            } shouldBeLessThan 20.seconds // a search each would make 100,000,000,000 steps
        }
    })

package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

/** The permits beside a list of nodes in the order of their arrival. */
class PermitsTest :
    FunSpec({
        class Things : Permits() {
            var there = 0
            override val free get() = there - reserved
        }

        class Waiting(permits: Permits, override val reserves: Boolean) : Permits.Node(permits) {
            override fun resume() = true
        }

        fun Permits.wake(): List<Permits.Node> = buildList { wakeFree()?.forEachInBatch { add(it) } }

        test("whatever happens, those that have waited longest are woken, one for each thing") {
            repeat(2_000) { seed ->
                val random = Random(seed)
                val permits = Things()
                val waiting = mutableListOf<Waiting>() // in the order of arrival, woken or not
                val woken = mutableSetOf<Waiting>()
                val reserved = mutableListOf<Waiting>()
                repeat(60) {
                    when (random.nextInt(7)) {
                        0, 1 -> waiting += Waiting(permits, random.nextInt(4) == 0).also { permits.add(it) }

                        2 -> permits.there += random.nextInt(4)

                        3 -> permits.there = reserved.size

                        // all else is polled away

                        4 -> waiting.randomOrNull(random)?.let {
                            permits.remove(it)
                            waiting -= it
                            woken -= it
                        }

                        5 -> woken.randomOrNull(random)?.let {
                            if (!permits.hasAny) {
                                permits.waitOn(it)
                                woken -= it
                            } else {
                                permits.remove(it)
                                permits.there--
                                waiting -= it
                                woken -= it
                            }
                        }

                        6 -> reserved.removeLastOrNull()?.let {
                            // it registers again before its reservation is released
                            permits.add(it)
                            waiting.add(waiting.count { other -> other.arrival < it.arrival }, it)
                            permits.release(it)
                        }
                    }
                    val expected = mutableListOf<Waiting>()
                    var free = permits.there - reserved.size
                    var up = woken.size
                    for (node in waiting) {
                        if (node in woken) continue
                        if (free <= up) break
                        expected += node
                        if (node.reserves) free-- else up++
                    }
                    permits.wake() shouldBe expected
                    expected.forEach { if (it.reserves) reserved += it else woken += it }
                    waiting.removeAll { it.reserves && it in expected }
                    permits.waiters shouldBe waiting.size
                    permits.woken shouldBe woken.size
                }
            }
        }

        test("200,000 that are woken for nothing, time and again, take a step each, not a search each") {
            val permits = Things()
            val nodes = List(200_000) { Waiting(permits, reserves = false).also { permits.add(it) } }
            measureTime {
                repeat(5) {
                    permits.there = nodes.size
                    permits.wake() shouldHaveSize nodes.size
                    permits.there = 0
                    nodes.forEach { permits.waitOn(it) }
                }
            } shouldBeLessThan 20.seconds // a search each would make 100,000,000,000 steps
        }
    })

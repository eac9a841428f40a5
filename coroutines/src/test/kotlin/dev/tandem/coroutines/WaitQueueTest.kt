package dev.tandem.coroutines

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlin.random.Random

/** The wait queue beside a list. */
class WaitQueueTest :
    FunSpec({
        class Waiting : WaitQueue.Node<Waiting>()

        fun WaitQueue<Waiting>.all() = generateSequence(first) { it.next }.toList()

        fun WaitQueue<Waiting>.allFromTheEnd() = generateSequence(last) { it.previous }.toList()

        fun Batch<Waiting>.taken(): List<Waiting> {
            val first = take()
            return buildList { first.forEachInBatch { add(it) } }
        }

        test("those who stay keep their order, wherever others come and leave") {
            repeat(200) { seed ->
                val random = Random(seed)
                val queue = WaitQueue<Waiting>()
                val model = mutableListOf<Waiting>()
                repeat(100) {
                    when (random.nextInt(5)) {
                        0, 1 -> Waiting().let {
                            queue.add(it)
                            model += it
                        }

                        2 -> model.randomOrNull(random)?.let { before ->
                            val node = Waiting()
                            queue.add(node, before)
                            model.add(model.indexOf(before), node)
                        }

                        3 -> model.randomOrNull(random)?.let {
                            queue.remove(it) shouldBe true
                            queue.remove(it) shouldBe false
                            model -= it
                        }

                        4 -> queue.poll() shouldBe model.removeFirstOrNull()
                    }
                    queue.all() shouldBe model
                    queue.allFromTheEnd() shouldBe model.reversed()
                    queue.size shouldBe model.size
                }
            }
        }

        test("a node that has left keeps nobody, and may come again") {
            val queue = WaitQueue<Waiting>()
            val nodes = List(3) { Waiting().also { queue.add(it) } }
            queue.remove(nodes[1]) shouldBe true
            nodes[1].previous shouldBe null
            nodes[1].next shouldBe null
            queue.add(nodes[1])
            queue.all().shouldContainExactly(nodes[0], nodes[2], nodes[1])
        }

        test("a batch is gone through in its order, and whoever is in it may wait again meanwhile") {
            val batch = Batch<Waiting>()
            val nodes = List(3) { Waiting() }
            nodes.forEach { batch.add(it) }
            val first = batch.take()
            batch.taken().shouldBeEmpty()
            val seen = mutableListOf<Waiting>()
            first.forEachInBatch {
                seen += it
                batch.add(it)
            }
            seen shouldBe nodes
            batch.taken() shouldBe nodes
        }
    })

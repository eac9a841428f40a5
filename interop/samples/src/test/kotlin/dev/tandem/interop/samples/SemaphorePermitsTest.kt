package dev.tandem.interop.samples

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.string.shouldStartWith

class SemaphorePermitsTest :
    FunSpec({
        listOf(10, 1).forEach { permits ->
            test("threads and coroutines together are never more than $permits inside") {
                val lines = linesOf(SemaphorePermits(), "--permits", "$permits", "--speed", "50")
                lines.last() shouldStartWith "30 tasks, never more than $permits inside, took "
                val works = lines.dropLast(1)
                works.map { it.substringBefore(' ') } shouldContainExactlyInAnyOrder
                    (0 until 30).map { if (it % 2 == 0) "thread-$it" else "coroutine-$it" }
                works.forEach { inside(it) shouldBeInRange 1..permits }
            }
        }
    })

private fun inside(line: String) = Regex("works, (\\d+) inside").find(line)!!.groupValues[1].toInt()

package dev.tandem.coroutines.samples

import dev.tandem.samples.crawl.BlogServer
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.time.Duration

class PoolAsCompletedTest :
    FunSpec({
        fun numbers(lines: List<String>): List<Int> = lines.map { line ->
            line shouldMatch "http://.*/pages/\\d+ 20 posts"
            line.substringAfter("/pages/").substringBefore(" ").toInt()
        }

        test("deferreds are awaited in order of submission, or given in order of completion") {
            BlogServer.open(1, Duration.ofMillis(800)).use { slow ->
                BlogServer.open(1, Duration.ofMillis(400)).use { middle ->
                    BlogServer.open(1, Duration.ZERO).use { fast ->
                        val (one, two, three) = listOf(slow, fast, middle).map { it.url("/pages/1").toString() }
                        inRealTime(PoolAsCompleted(), "--url", one, "--url", two, "--url", three) shouldBe
                            listOf(
                                "in order of submission",
                                "$one 20 posts",
                                "$two 20 posts",
                                "$three 20 posts",
                                "in order of completion",
                                "$two 20 posts",
                                "$three 20 posts",
                                "$one 20 posts",
                            )
                    }
                }
            }
        }

        test("prints every page once either way") {
            val lines = inRealTime(PoolAsCompleted(), "--speed", "50")
            lines shouldHaveSize 102
            lines[0] shouldBe "in order of submission"
            numbers(lines.subList(1, 51)) shouldBe (1..50).toList()
            lines[51] shouldBe "in order of completion"
            numbers(lines.subList(52, 102)) shouldContainExactlyInAnyOrder (1..50).toList()
        }

        test("a page that fails fails the sample") {
            failure(PoolAsCompleted(), "--url", "http://127.0.0.1:1/") shouldBe
                "pool-as-completed: http://127.0.0.1:1/ connection refused"
        }

        test("interrupted, it ends and gives the pages up") {
            Player.interruptAtOnce(PoolAsCompleted(), "--latency", "59m", "--timeout", "59m")
        }

        test("refuses a site without pages") {
            refusal(PoolAsCompleted(), "--pages", "0") shouldBe
                "pool-as-completed: --pages must be at least 1, not 0. Try 'pool-as-completed --help'."
        }
    })

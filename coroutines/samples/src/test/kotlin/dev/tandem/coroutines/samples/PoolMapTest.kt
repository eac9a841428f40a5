package dev.tandem.coroutines.samples

import dev.tandem.samples.crawl.BlogServer
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.time.Duration
import kotlin.time.measureTime

class PoolMapTest :
    FunSpec({
        test("later pages finish first, and the answers come in the order of the input") {
            val lines = inRealTime(PoolMap(), "--latency", "1s", "--pages", "10")
            lines shouldHaveSize 21
            val fetched = lines.take(10).map { it.removePrefix("fetched http://").substringAfter("/pages/").toInt() }
            fetched shouldContainExactlyInAnyOrder (1..10).toList()
            fetched.indexOf(10) shouldBeLessThan fetched.indexOf(1) // it takes a tenth of the time
            lines.subList(10, 20).forEachIndexed { i, line -> line shouldMatch "http://.*/pages/${i + 1} \\d+" }
            lines.last() shouldBe "craw over"
        }

        test("a slow page still comes before a fast one that follows it") {
            BlogServer.open(1, Duration.ofMillis(300)).use { slow ->
                BlogServer.open(1, Duration.ZERO).use { fast ->
                    val urls = listOf(slow.url("/pages/1").toString(), fast.url("/pages/1").toString())
                    val lines = inRealTime(PoolMap(), "--url", urls[0], "--url", urls[1])
                    lines.map { it.replace(Regex(" \\d+$"), "") } shouldBe
                        listOf("fetched ${urls[1]}", "fetched ${urls[0]}") + urls + "craw over"
                }
            }
        }

        test("the pages are fetched ten at a time") {
            val took = measureTime { inRealTime(PoolMap(), "--latency", "400ms", "--pages", "30") }
            val together = (40L..400L step 40).sum() * 3
            took.inWholeMilliseconds shouldBeInRange together / 10..<together
        }

        test("a page that fails fails all") {
            BlogServer.open(1, Duration.ofHours(1)).use { site ->
                val never = site.url("/pages/1").toString()
                failure(PoolMap(), "--url", never, "--url", "http://127.0.0.1:1/", "--timeout", "59m") shouldBe
                    "pool-map: $never, or another of 2: connection refused"
            }
        }

        test("a failure is told on the command line") {
            failure(PoolMap(), "--url", "http://127.0.0.1:1/") shouldBe
                "pool-map: http://127.0.0.1:1/ connection refused"
        }

        test("interrupted, it ends and gives the pages up") {
            BlogServer.open(1, Duration.ZERO).use { fast ->
                BlogServer.open(1, Duration.ofHours(1)).use { never ->
                    val urls = listOf(fast, never).flatMap { listOf("--url", it.url("/pages/1").toString()) }
                    Player.interruptAtOnce(PoolMap(), *urls.toTypedArray(), "--timeout", "59m")
                }
            }
        }

        test("refuses to fetch no page at a time") {
            refusal(PoolMap(), "--concurrency", "0") shouldBe
                "pool-map: --concurrency must be at least 1, not 0. Try 'pool-map --help'."
        }
    })

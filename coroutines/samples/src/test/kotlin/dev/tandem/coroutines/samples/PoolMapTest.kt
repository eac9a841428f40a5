package dev.tandem.coroutines.samples

import dev.tandem.samples.CapturedOutput
import dev.tandem.samples.SampleException
import dev.tandem.samples.crawl.BlogServer
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldMatch
import java.time.Duration
import kotlin.time.measureTime

class PoolMapTest :
    FunSpec({
        test("prints the pages in the order of the input") {
            val lines = inRealTime(PoolMap(), "--speed", "50")
            lines shouldHaveSize 51
            lines.take(50).forEachIndexed { i, line -> line shouldMatch "http://.*/pages/${i + 1} \\d+" }
            lines.last() shouldBe "craw over"
        }

        test("a slow page still comes before a fast one that follows it") {
            BlogServer.open(1, Duration.ofMillis(300)).use { slow ->
                BlogServer.open(1, Duration.ZERO).use { fast ->
                    val urls = listOf(slow.url("/pages/1").toString(), fast.url("/pages/1").toString())
                    val lines = inRealTime(PoolMap(), "--url", urls[0], "--url", urls[1])
                    lines.map { it.substringBefore(" ") } shouldBe urls + "craw"
                }
            }
        }

        test("the pages are fetched ten at a time") {
            val took = measureTime { inRealTime(PoolMap(), "--latency", "200ms", "--pages", "30") }
            took.inWholeMilliseconds shouldBeInRange 600L..<6_000L // three rounds, not thirty
        }

        test("a page that fails is reported when its turn comes") {
            BlogServer.open(1, Duration.ofMillis(100)).use { site ->
                val sample = PoolMap()
                val good = site.url("/pages/1").toString()
                val stage = sample.stageFor("--url", good, "--url", "http://127.0.0.1:1/")
                CapturedOutput.start().use { output ->
                    shouldThrow<SampleException> { sample.play(stage) }.message shouldBe
                        "http://127.0.0.1:1/ connection refused"
                    output.lines().map { it.substringBefore(" ") } shouldBe listOf(good)
                }
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

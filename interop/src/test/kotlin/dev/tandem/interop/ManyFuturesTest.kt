package dev.tandem.interop

import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.bounded
import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.awaitAll
import java.lang.management.ManagementFactory
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.time.Duration.Companion.seconds
import kotlin.time.measureTime

class ManyFuturesTest :
    FunSpec({
        extension(NoLeaks())

        test("100,000 futures of a plain pool, wrapped and awaited at once, all complete, with a few threads more") {
            val beans = ManagementFactory.getThreadMXBean()
            val pool = Executors.newFixedThreadPool(2)
            val gate = CountDownLatch(1)
            val workers = List(2) { pool.submit { gate.await() } } // so that every future is pending when it is wrapped
            val futures = List(100_000) { i -> pool.submit(Callable { i }) }
            eventually(10.seconds) {
                Thread.getAllStackTraces().keys.none { it.name == "tandem-futures" } shouldBe true
            }
            val before = beans.threadCount
            beans.resetPeakThreadCount()
            bounded {
                val took =
                    measureTime {
                        val wrapped = futures.map { wrapFuture(it) }
                        gate.countDown()
                        wrapped.awaitAll().sumOf(Int::toLong) shouldBe 99_999L * 100_000 / 2
                    }
                val added = beans.peakThreadCount - before
                println("100,000 futures on Java ${Runtime.version().feature()}: $took, $added threads more")
                added shouldBeLessThanOrEqual mostThreads
            }
            workers.forEach { it.get(10, SECONDS) }
            pool.shutdown()
            pool.awaitTermination(10, SECONDS) shouldBe true
        }
    })

/** The carriers of virtual threads, or before Java 21 our 32; and four that the JVM and kotlinx may start meanwhile. */
private val mostThreads = 4 + if (VirtualThreads.isSupported()) Runtime.getRuntime().availableProcessors() else 32

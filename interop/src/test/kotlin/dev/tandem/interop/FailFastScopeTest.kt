package dev.tandem.interop

import dev.tandem.fixtures.Gate
import dev.tandem.fixtures.NoLeaks
import dev.tandem.fixtures.TestThread
import dev.tandem.fixtures.bounded
import dev.tandem.fixtures.isDoneWithin
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import java.io.IOException
import java.util.concurrent.CompletionException
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.milliseconds

/** A scope that the first failure ends. (SuspendScopeTest has what both kinds have in common.) */
class FailFastScopeTest :
    FunSpec({
        extension(NoLeaks())

        val failure = IOException("disk full")

        test("results are there behind the block") {
            Errands.readBoth({ "a" }, { "b" }) shouldBe "a b"
        }

        test("the first failure cancels the others, and close throws it as the cause") {
            for (thrown in listOf(failure, StackOverflowError("deep"))) {
                val others = CompletableDeferred<Throwable>()
                val waits = Mail {
                    try {
                        awaitCancellation()
                    } catch (e: CancellationException) {
                        others.complete(e)
                        throw e
                    }
                }
                shouldThrow<CompletionException> { Errands.readBoth({ throw thrown }, waits) }
                    .cause shouldBeSameInstanceAs thrown
            }
        }

        test("close throws only when the others have ended") {
            val gate = Gate<String?>()
            val scope = SuspendScope.failFast()
            val other = MailReader.future(scope) { withContext(NonCancellable) { gate.pass() } }
            gate.reached()
            MailReader.future(scope) { throw failure }
            val closing = TestThread.start { scope.close() }
            closing.untilItWaits()
            closing.isDoneWithin(100.milliseconds) shouldBe false
            gate.open("late")
            shouldThrow<CompletionException> { closing.result() }.cause shouldBeSameInstanceAs failure
            shouldThrow<CancellationException> { other.get(10, SECONDS) }
        }

        test("the failures that follow are suppressed in the first") {
            val second = IllegalStateException("and so am I")
            val gate = Gate<Unit>()
            val scope = SuspendScope.failFast()
            MailReader.future(scope) {
                try {
                    gate.pass()
                    null
                } finally {
                    throw second
                }
            }
            gate.reached()
            MailReader.future(scope) { throw failure }
            val thrown = shouldThrow<CompletionException> { scope.close() }.cause!!
            thrown shouldBeSameInstanceAs failure
            thrown.suppressed.toList() shouldContainExactly listOf(second)
        }

        test("a launched coroutine that fails is the scope's, and no handler hears of it") {
            val heard = CopyOnWriteArrayList<Throwable>()
            val scope = SuspendScope.failFast(CoroutineExceptionHandler { _, e -> heard += e })
            val other = MailReader.future(scope) { awaitCancellation() }
            scope.launch { throw failure }
            shouldThrow<CompletionException> { scope.close() }.cause shouldBeSameInstanceAs failure
            shouldThrow<CancellationException> { other.get(10, SECONDS) }
            heard.size shouldBe 0
        }

        test("what is called after a failure is cancelled and does not begin") {
            val called = AtomicInteger()
            val scope = SuspendScope.failFast()
            val failing = MailReader.future(scope) { throw failure }
            runCatching { failing.get(10, SECONDS) }
            val late = MailReader.future(scope) { "${called.incrementAndGet()}" }
            shouldThrow<CancellationException> { late.get(10, SECONDS) }
            shouldThrow<CompletionException> { scope.close() }
            called.get() shouldBe 0
        }

        test("a cancellation is no failure, and a scope that has failed is closed only once") {
            SuspendScope.failFast().use { scope ->
                val letter = MailReader.future(scope) { awaitCancellation() }
                val other = MailReader.future(scope) { "letter" }
                letter.cancel(true)
                other.get(10, SECONDS) shouldBe "letter"
            }
            SuspendScope.failFast().use { it.cancel() }
            val failed = SuspendScope.failFast()
            MailReader.future(failed) { throw failure }
            shouldThrow<CompletionException> { failed.close() }
            failed.close()
            "$failed" shouldBe "SuspendScope[closed, coroutines = 0]"
        }

        test("an interruption of close cancels, and is no failure") {
            val scope = SuspendScope.failFast()
            MailReader.future(scope) { awaitCancellation() }
            val closing =
                TestThread.start {
                    scope.close()
                    Thread.interrupted()
                }
            closing.untilItWaits()
            closing.interrupt()
            closing.result() shouldBe true
        }

        test("the exception of the block comes out, with the failure suppressed in it, even if it is the same") {
            val own = IllegalStateException("of the block")
            shouldThrow<IllegalStateException> { Errands.failAsWell({ throw failure }, own) } shouldBeSameInstanceAs own
            own.suppressed.single().cause shouldBeSameInstanceAs failure
            val same = IllegalArgumentException("of both")
            shouldThrow<IllegalArgumentException> { Errands.failAsWell({ throw same }, same) } shouldBeSameInstanceAs
                same
        }

        test("its parent cancels it, waits for it, and hears of no failure") {
            for (open in listOf<(Job) -> SuspendScope>({ SuspendScope.open(it) }, { SuspendScope.failFast(it) })) {
                val parent = Job()
                val failing = open(parent)
                MailReader.future(failing) { throw failure }
                runCatching { failing.close() }
                parent.isActive shouldBe true

                val scope = open(parent)
                val letter = MailReader.future(scope) { awaitCancellation() }
                parent.cancel()
                shouldThrow<CancellationException> { letter.get(10, SECONDS) }
                parent.isCompleted shouldBe false
                scope.close()
                bounded { parent.join() }
            }
        }
    })

package dev.tandem.interop.samples

import dev.tandem.samples.SampleException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.engine.spec.tempfile
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldMatch
import picocli.CommandLine.ParameterException
import java.io.File

class RunInExecutorTest :
    FunSpec({
        fun file(vararg bytes: Byte) = tempfile().apply { writeBytes(bytes) }.toString()

        test(
            "either pool of threads reads a hundred bytes of its own, and the processes sum up ten million squares",
        ).config(enabled = hasRandomDevice()) {
            val lines = linesOf(RunInExecutor())
            lines shouldHaveSize 3
            lines[0] shouldMatch "default thread pool [0-9a-f]{200}"
            lines[1] shouldMatch "custom thread pool [0-9a-f]{200}"
            lines[0].takeLast(200) shouldNotBe lines[1].takeLast(200)
            lines[2] shouldBe "custom process pool 333333283333335000000"
        }

        test("so many bytes are read as are asked for") {
            linesOf(RunInExecutor(), "--file", file(1, 2, -1), "--bytes", "2", "--squares", "3") shouldContainExactly
                listOf("default thread pool 0102", "custom thread pool 0102", "custom process pool 5")
        }

        test("a file that is shorter is read to its end") {
            linesOf(RunInExecutor(), "--file", file(1, 2, -1), "--squares", "3") shouldContainExactly
                listOf("default thread pool 0102ff", "custom thread pool 0102ff", "custom process pool 5")
        }

        test("what the blocking code throws fails the sample") {
            val gone = tempdir().resolve("gone")
            shouldThrow<SampleException> { linesOf(RunInExecutor(), "--file", "$gone") }.message shouldBe
                "cannot read $gone"
        }

        test("refuses to read nothing") {
            shouldThrow<ParameterException> { linesOf(RunInExecutor(), "--bytes", "0") }
        }
    })

private fun hasRandomDevice() = File("/dev/urandom").exists()

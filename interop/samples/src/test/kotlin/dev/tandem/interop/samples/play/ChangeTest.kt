package dev.tandem.interop.samples.play

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** A changed lesson is compiled, and what the compiler says is said of the lesson's own lines. */
class ChangeTest :
    FunSpec({
        fun change(lesson: String) = Change(
            "Changed.java",
            "class Changed {\n  // snippet: lesson\n${lesson.lines().joinToString("\n") {
                "  $it"
            }}\n  // end\n  int last() { return 1; }\n}",
            3,
            2,
            lesson.lines().size,
            null,
        )

        test("what compiles is compiled, and nothing is said") {
            val said = ArrayList<Report>()
            change("int one() {\n  return 1;\n}").compile(tempdir().toPath(), said::add).isPresent shouldBe true
            said.shouldBeEmpty()
        }

        test("an error has its line and column in the lesson") {
            val said = ArrayList<Report>()
            change("int one() {\n  return \"1\";\n}").compile(tempdir().toPath(), said::add).isPresent shouldBe false
            val error = said.single() as Report.Diagnosed
            error.line() shouldBe 2
            error.column() shouldBe 10
            error.error() shouldBe true
            error.message() shouldContain "incompatible types"
        }

        test("an error that the change makes elsewhere has no line of the lesson") {
            val said = ArrayList<Report>()
            change("int last() { return 2; }").compile(tempdir().toPath(), said::add).isPresent shouldBe false
            (said.single() as Report.Diagnosed).line() shouldBe 0
        }

        test("a warning is no error") {
            val said = ArrayList<Report>()
            change("java.util.List all() { return null; }").compile(tempdir().toPath(), said::add).isPresent shouldBe
                true
            (said.single() as Report.Diagnosed).error() shouldBe false
        }
    })

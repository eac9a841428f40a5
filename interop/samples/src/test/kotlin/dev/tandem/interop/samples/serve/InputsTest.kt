package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.catalogue.Catalogue
import dev.tandem.samples.Sample
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe

/** A sample's options as inputs, with the command line's own checks. */
class InputsTest :
    FunSpec({
        val samples = Catalogue.load().samples()
        fun sample(id: String): Sample = samples.getValue(id).first().create()
        fun inputs(id: String, remote: Boolean = false) = Inputs(samples.getValue(id), remote)
        fun problem(id: String, vararg given: Pair<String, String>) =
            shouldThrow<Inputs.Problem> { inputs(id).words(sample(id), mapOf(*given)) }

        test("every sample's options are fields, with the value that they have if nothing is given") {
            for (id in samples.keys) {
                val fields = inputs(id).fields
                fields.map { it.name } shouldBe fields.map { it.name }.distinct()
                fields.map { it.name } shouldNotContain "--help"
                fields.map { it.name } shouldNotContain "--speed"
            }
            inputs("factors-queue").fields.map { it.name } shouldContain "--number"
            inputs("factors-queue").fields.first { it.name == "--worker" }.value shouldBe "A,B,C"
        }

        test("what is given becomes the words of a command line") {
            inputs(
                "factors-queue",
            ).words(sample("factors-queue"), mapOf("--number" to "6,28", "--speed" to "5")) shouldContainExactly
                listOf("--number=6,28", "--speed=5")
        }

        test("what the command line refuses is refused, with the field that is to blame") {
            problem("factors-queue", "--number" to "many").field shouldBe "--number"
            problem("factors-queue", "--speed" to "0").field shouldBe "--speed"
            problem("factors-queue", "--speed" to "NaN").field shouldBe "--speed"
            problem("hello", "--number" to "6").field shouldBe null
        }

        test("no option names a file of this machine, and no value is read from one") {
            val files = samples.keys.flatMap { id -> inputs(id).fields.map { it.name } }
            files shouldNotContain "--out"
            problem("downloads", "--out" to "/tmp").message shouldBe "there is no input '--out'"
        }

        test("no option runs a program, and for other machines none names an address") {
            problem("subprocess", "--command" to "id").message shouldBe "there is no input '--command'"
            inputs("blog-crawler").fields.map { it.name } shouldContain "--url"
            inputs("blog-crawler", remote = true).fields.map { it.name } shouldNotContain "--url"
        }
    })

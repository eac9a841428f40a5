package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.catalogue.Catalogue
import dev.tandem.samples.Sample
import picocli.CommandLine.Model.OptionSpec
import picocli.CommandLine.ParameterException
import java.io.File
import java.nio.file.Path

/**
 * A sample's options as the inputs of a form. None names a file of this machine, or a program to run.
 *
 * @param remote whether readers are on other machines: then none names an address to fetch from or to listen at, either
 */
internal class Inputs(brothers: List<Catalogue.Entry>, remote: Boolean) {
    /** One option. [choices] are the words that it takes; none if it takes others. */
    class Field(
        val name: String,
        val description: String,
        val value: String,
        val flag: Boolean,
        val choices: List<String>,
    )

    /** What cannot be used, and the [field] that is to blame, if it is one. */
    class Problem(val field: String?, message: String) : Exception(message)

    private val specs: List<OptionSpec> = brothers
        .flatMap { options(it.create()) }
        .distinctBy { it.longestName() }
        .filterNot { it.isAboutFiles() || it.longestName() == COMMAND }
        .filterNot { remote && it.longestName() in ADDRESSES }

    /** All but the speed, which every sample has. */
    val fields: List<Field> = specs.filterNot { it.longestName() == SPEED }.map(::field)

    private fun field(spec: OptionSpec): Field {
        val flag = spec.arity().max() == 0
        val value = spec.defaultValueString().takeUnless { it == "null" || flag }
        return Field(
            spec.longestName(),
            spec.description().joinToString(" ").replace(DEFAULT, "").trim(),
            value ?: "",
            flag,
            spec.completionCandidates()?.toList().orEmpty(),
        )
    }

    /**
     * The words of a command line, for a sample.
     *
     * @param given what was given for each option by its name
     * @throws Problem if they cannot be used
     */
    fun words(sample: Sample, given: Map<String, String>): List<String> {
        val words = given.flatMap { (name, value) ->
            val spec = specs.find { it.longestName() == name } ?: throw Problem(null, "there is no input '$name'")
            when {
                spec.arity().max() > 0 -> listOf("$name=$value")
                value == "true" -> listOf(name)
                else -> emptyList()
            }
        }
        try {
            sample.commandLine(sample.id()).parseArgs(*words.toTypedArray())
        } catch (e: ParameterException) {
            throw problem(e.message ?: e.toString(), (e.argSpec as? OptionSpec)?.longestName())
        }
        return words
    }

    /** A problem that a sample told, with the field that it names. */
    fun problem(message: String, field: String? = null): Problem =
        Problem(field ?: specs.map { it.longestName() }.find { Regex("${Regex.escape(it)}\\b") in message }, message)

    private companion object {
        const val SPEED = "--speed"

        /** Any program, which would let pages run what only [Settings.edit] may allow. */
        const val COMMAND = "--command"

        /** What lets pages reach this machine's network. */
        val ADDRESSES = setOf("--url", "--base", "--join", "--serve", "--bind", "--port")
        val DEFAULT = Regex(" *\\(default: [^)]*\\)")

        fun options(sample: Sample): List<OptionSpec> =
            sample.commandLine(sample.id()).commandSpec.options().filterNot { it.usageHelp() || it.hidden() }

        /** Those name files of the server's machine, which are none of the page's business. */
        fun OptionSpec.isAboutFiles() =
            (auxiliaryTypes() + type()).any { it == Path::class.java || it == File::class.java }
    }
}

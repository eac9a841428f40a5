package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.lessons.Lesson
import dev.tandem.interop.samples.lessons.Lessons
import dev.tandem.interop.samples.lessons.Side
import kotlinx.html.ButtonType
import kotlinx.html.DIV
import kotlinx.html.FORM
import kotlinx.html.FlowContent
import kotlinx.html.InputType
import kotlinx.html.LABEL
import kotlinx.html.a
import kotlinx.html.article
import kotlinx.html.button
import kotlinx.html.checkBoxInput
import kotlinx.html.code
import kotlinx.html.details
import kotlinx.html.div
import kotlinx.html.figcaption
import kotlinx.html.figure
import kotlinx.html.form
import kotlinx.html.h3
import kotlinx.html.h4
import kotlinx.html.header
import kotlinx.html.id
import kotlinx.html.input
import kotlinx.html.label
import kotlinx.html.ol
import kotlinx.html.option
import kotlinx.html.output
import kotlinx.html.p
import kotlinx.html.pre
import kotlinx.html.section
import kotlinx.html.select
import kotlinx.html.span
import kotlinx.html.summary
import kotlinx.html.textInput

/** Writes a lesson: its columns side by side, and what runs them. */
internal class LessonView(private val runs: Runs) {
    private val lessons = Lessons.all().associateBy { it.id() }

    /** Writes the lesson of that id. */
    fun show(page: FlowContent, id: String, words: Words) {
        val lesson = lessons.getValue(id)
        page.section("lesson") {
            this.id = "lesson-$id"
            attributes["data-lesson"] = id
            attributes["aria-label"] = "$id: ${lesson.title()}"
            controls(id, words)
            div("columns") { lesson.columns().forEach { column(it, words) } }
        }
    }

    private fun FlowContent.controls(id: String, words: Words) = div("controls") {
        button(type = ButtonType.button, classes = "run") { +words["runAll"] }
        button(type = ButtonType.button, classes = "stop") {
            attributes["hidden"] = "hidden"
            +words["stop"]
        }
        span("state") { attributes["role"] = "status" }
        details("inputs") {
            summary { +words["inputs"] }
            form {
                attributes["autocomplete"] = "off"
                speed(words)
                runs.inputs(id).fields.forEach { field(it, words) }
                problem("")
                p("hint") { +words["inputsPython"] }
                button(type = ButtonType.reset) { +words["defaults"] }
            }
        }
    }

    private fun FORM.speed(words: Words) = div("field") {
        attributes["data-option"] = "--speed"
        label {
            +"${words["speed"]} "
            input(InputType.range, name = "--speed") {
                min = "0"
                max = "${SPEEDS.size - 1}"
                step = "1"
                value = "0"
                attributes["data-values"] = SPEEDS.joinToString(",")
            }
            +" "
            output { +"×1" }
        }
        p("hint") { +words["speedHint"] }
        problem("--speed", own = true)
    }

    private fun FORM.field(field: Inputs.Field, words: Words) = div("field") {
        attributes["data-option"] = field.name
        label {
            code { +field.name }
            +" "
            control(field, words)
        }
        p("hint") { +field.description }
        problem(field.name, own = true)
    }

    private fun LABEL.control(field: Inputs.Field, words: Words) = when {
        field.flag -> checkBoxInput(name = field.name)

        field.choices.isNotEmpty() -> select {
            name = field.name
            option {
                value = ""
                +words.with("default", field.value)
            }
            field.choices.forEach { choice ->
                option {
                    value = choice
                    +choice
                }
            }
        }

        else -> textInput(name = field.name) { placeholder = field.value }
    }

    private fun FlowContent.problem(option: String, own: Boolean = false) = p("problem") {
        if (!own) attributes["data-option"] = option
        attributes["role"] = "alert"
        attributes["hidden"] = "hidden"
    }

    private fun DIV.column(column: Lesson.Column, words: Words) = article("column") {
        val name = words.of(column.side())
        val cannot = cannotRun(column.side(), words)
        attributes["data-side"] = column.side().toString()
        attributes["aria-label"] = name
        header {
            h3 { +name }
            +" "
            a("/${column.file()}", classes = "file") { +column.file().substringAfterLast('/') }
            button(type = ButtonType.button, classes = "run-one") {
                attributes["aria-label"] = words.with("runColumn", name)
                disabled = cannot != null
                +words["run"]
            }
            if (!runs.cannotChange(column)) {
                button(type = ButtonType.button, classes = "edit") {
                    attributes["aria-label"] = words.with("changeColumn", name)
                    +words["change"]
                }
            }
        }
        uses(column, words)
        pre {
            attributes["tabindex"] = "0"
            code("language-${language(column)}") { +column.text() }
        }
        printed(words)
        figure("timeline") {
            attributes["hidden"] = "hidden"
            figcaption { +words["timeline"] }
        }
        p("cannot") {
            if (cannot == null) attributes["hidden"] = "hidden" else +cannot
        }
        unchangeable(column, words)
    }

    /** Where columns can be changed: why this one cannot, if whoever reads can do something about it. */
    private fun FlowContent.unchangeable(column: Lesson.Column, words: Words) {
        if (runs.lacksKotlin(column)) p("hint") { +words["noKotlin"] }
    }

    private fun FlowContent.uses(column: Lesson.Column, words: Words) {
        if (column.imports().isEmpty()) return
        p("uses") {
            +"${words["uses"]} "
            column.imports().forEachIndexed { index, name ->
                if (index > 0) +", "
                code { +name }
            }
        }
    }

    private fun FlowContent.printed(words: Words) = section("printed") {
        attributes["hidden"] = "hidden"
        h4 { +words["printed"] }
        ol("lines") {}
        p("ended") { attributes["role"] = "status" }
    }

    private fun cannotRun(side: Side, words: Words): String? =
        if (side == Side.PYTHON && !PythonSide.isInstalled) words["noPython"] else null

    private fun language(column: Lesson.Column): String = when (column.file().substringAfterLast('.')) {
        "py" -> "python"
        "kt" -> "kotlin"
        else -> "java"
    }

    private companion object {
        val SPEEDS = listOf(1, 2, 5, 10, 20, 50, 100)
    }
}

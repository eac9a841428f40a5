package dev.tandem.interop.samples.house

import com.tngtech.archunit.core.domain.JavaClass

/**
 * Draws the modules as boxes of their packages, in Mermaid's language. An arrow says that a class here needs one there: from
 * package to package inside a module, and from module to module.
 */
internal fun housePicture(classes: Iterable<JavaClass>): String = buildString {
    val uses = classes.flatMap { user -> user.needs.map { user to it } }
    appendLine("flowchart BT")
    classes.groupBy({ it.module }, { it.packageName }).toSortedMap().forEach { (module, packages) ->
        appendLine("  subgraph ${module.asId()} [\"$module\"]")
        packages.distinct().sorted().forEach { appendLine("    ${it.asId()}[\"$it\"]") }
        append(
            arrows(
                "    ",
                uses.filter { (user, used) ->
                    user.module == module && used.module == module
                },
            ) { it.packageName },
        )
        appendLine("  end")
    }
    append(arrows("  ", uses) { it.module })
}

private fun arrows(indent: String, uses: List<Pair<JavaClass, JavaClass>>, end: (JavaClass) -> String): String = uses
    .map { (user, used) -> end(user) to end(used) }
    .filter { (from, to) -> from != to }
    .distinct()
    .sortedWith(compareBy({ it.first }, { it.second }))
    .joinToString("") { (from, to) -> "$indent${from.asId()} --> ${to.asId()}\n" }

/** Mermaid takes names of letters, digits and underscores. */
private fun String.asId() = replace(Regex("[^A-Za-z0-9]"), "_")

package dev.tandem.interop.samples.house

import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.maps.shouldContainKeys

/** What each floor of the house may use, and what the samples may: their library and what all share, but no other sample. */
class HouseArchitectureTest :
    FunSpec({
        test("no packages stand in a circle") {
            slices().matching("dev.tandem.(**)").should().beFreeOfCycles().check(houseClasses)
        }

        test("every module stands on those below it alone") {
            below.shouldContainKeys(*houseClasses.map { it.floor }.distinct().toTypedArray())
            uses().filter { (user, used) -> used.floor !in below.getValue(user.floor) + user.floor }.shouldBeNone()
        }

        test("of threads, the samples of coroutines use the pool of processes alone, which has no suspending twin") {
            uses()
                .filter { (user, used) -> user.floor == "coroutines/samples" && used.floor == "threads" }
                .filterNot { (_, used) -> used.packageName == "dev.tandem.threads.processes" }
                .shouldBeNone()
        }

        test("no sample uses what is internal to a library") {
            uses()
                .filter { (user, used) -> "samples" in user.floor && used.packageName == "dev.tandem.threads.internal" }
                .shouldBeNone()
        }

        test("nothing stands on a sample but the launcher") {
            uses()
                .filter { (_, used) -> used.outermost.isSample }
                .filterNot { (user, used) -> user.outermost == used.outermost || user.sourceFile == used.sourceFile }
                .filterNot { (user, _) -> user.packageName == "dev.tandem.interop.samples.launcher" }
                .shouldBeNone()
        }
    })

/** Of each module, those that it may stand on. */
private val below = mapOf(
    "threads" to setOf(),
    "coroutines" to setOf(),
    "interop" to setOf("threads", "coroutines"),
    KIT to setOf(),
    "threads/samples" to setOf("threads", KIT),
    "coroutines/samples" to setOf("coroutines", "threads", KIT),
    "interop/samples" to setOf("threads", "coroutines", "interop", KIT, "threads/samples", "coroutines/samples"),
)

private const val KIT = "samples-kit"

/** The module, by a name that says nothing of where the kit is. */
private val JavaClass.floor get() = if (module.endsWith("/$KIT")) KIT else module

private data class Use(val user: JavaClass, val used: JavaClass) {
    override fun toString() = "${user.name} uses ${used.name}"
}

private fun uses(): List<Use> = houseClasses.flatMap { user -> user.needs.map { Use(user, it) } }

private fun List<Use>.shouldBeNone() {
    if (isNotEmpty()) throw AssertionError(joinToString("\n"))
}

private val JavaClass.sourceFile get() = "$packageName/${source.get().fileName.orElse(simpleName)}"

private val JavaClass.outermost: JavaClass
    get() = generateSequence(this) { it.enclosingClass.orElse(null) }.last()

private val JavaClass.isSample get() = annotations.any { it.rawType.simpleName == "CatalogueEntry" }

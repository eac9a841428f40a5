package dev.tandem.interop

import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.domain.JavaModifier
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** Who may use whom in the three libraries, read from their class files: of Java and of Kotlin alike. */
class LibrariesArchitectureTest :
    FunSpec({
        val classes = import(*Library.entries.toTypedArray())

        test("no packages stand in a circle") {
            slices().matching("dev.tandem.(**)").should().beFreeOfCycles().check(classes)
        }

        test("threads stands on the JDK alone") {
            noClasses()
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("dev.tandem.coroutines..", "dev.tandem.interop..", "kotlin..", "kotlinx.."),
                )
                .check(import(Library.THREADS))
        }

        test("coroutines stands on neither threads nor interop") {
            noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.tandem.threads..", "dev.tandem.interop.."))
                .check(import(Library.COROUTINES))
        }

        test("what is internal to threads is used by threads and by the bridge alone") {
            noClasses()
                .that()
                .resideOutsideOfPackages("dev.tandem.threads..", "dev.tandem.interop..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.tandem.threads.internal.."))
                .check(classes)
        }

        Library.entries.forEach { library ->
            test("${library.folder} has nothing public outside what it exports") {
                val exports = library.module.exports().map { it.source() }
                import(library)
                    .filter { it.isPublicInBytecode() && it.packageName !in exports }
                    .map { it.name }
                    .shouldBeEmpty()
            }
        }

        test("what is internal to coroutines is used by coroutines and by the bridge alone") {
            noClasses()
                .that()
                .resideOutsideOfPackages("dev.tandem.coroutines..", "dev.tandem.interop..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.tandem.coroutines.internal.."))
                .check(classes)
        }

        test("coroutines exports one package, and a second to the bridge alone") {
            Library.COROUTINES.exported shouldBe setOf("dev.tandem.coroutines")
            Library.COROUTINES.module.exports().filter {
                it.isQualified
            }.associate { it.source() to it.targets() } shouldBe
                mapOf("dev.tandem.coroutines.internal" to setOf("dev.tandem.interop"))
        }

        test("threads exports two packages, and a third to the bridge alone") {
            Library.THREADS.exported shouldBe setOf("dev.tandem.threads", "dev.tandem.threads.processes")
            Library.THREADS.module.exports().filter {
                it.isQualified
            }.associate { it.source() to it.targets() } shouldBe
                mapOf("dev.tandem.threads.internal" to setOf("dev.tandem.interop"))
        }
    })

private fun import(vararg libraries: Library): JavaClasses = ClassFileImporter().importLocations(
    libraries.map { it.location },
)

private fun JavaClass.isPublicInBytecode() = modifiers.contains(JavaModifier.PUBLIC)

package dev.tandem.interop.samples.house

import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import dev.tandem.interop.samples.docs.repositoryRoot
import java.net.URI
import kotlin.io.path.relativeTo
import kotlin.io.path.toPath

/** What the libraries and the samples are made of, tests aside: their class files, of Java and of Kotlin alike. */
internal val houseClasses: JavaClasses by lazy {
    ClassFileImporter().withImportOption(ImportOption.DoNotIncludeTests()).importPackages("dev.tandem")
}

internal val JavaClass.isOurs: Boolean get() = packageName == "dev.tandem" || packageName.startsWith("dev.tandem.")

/** The folder of the module that a class of ours is from, as `interop/samples`. */
internal val JavaClass.module: String
    get() = modules.getOrPut(name) {
        val file = source.orElseThrow {
            NoSuchElementException("$name is from nowhere")
        }.uri.toString().removePrefix("jar:").substringBefore("!")
        URI(file).toPath().relativeTo(repositoryRoot).toString().substringBefore("/target/")
    }

private val modules = mutableMapOf<String, String>()

/** The classes of ours that this one needs, itself aside. */
internal val JavaClass.needs: Set<JavaClass>
    get() = directDependenciesFromSelf.map {
        it.targetClass.baseComponentType
    }.filter { it.isOurs && it != this }.toSet()

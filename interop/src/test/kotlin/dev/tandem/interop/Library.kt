package dev.tandem.interop

import com.tngtech.archunit.core.importer.Location
import java.lang.module.ModuleDescriptor
import java.lang.module.ModuleFinder
import java.nio.file.Path
import java.util.jar.JarFile
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.toPath
import kotlin.reflect.KClass

/** One of the three libraries, as it was built: a folder of class files, or a jar once it is packaged. */
internal enum class Library(type: KClass<*>) {
    THREADS(dev.tandem.threads.Event::class),
    COROUTINES(dev.tandem.coroutines.Event::class),
    INTEROP(Suspend::class),
    ;

    val folder = name.lowercase()

    val classes: Path = type.java.protectionDomain.codeSource.location.toURI().toPath()

    /** [classes] for ArchUnit: a folder while the tests of one module run, a jar while the build packages all. */
    val location: Location
        get() = if (classes.isDirectory()) Location.of(classes) else Location.of(JarFile(classes.toFile()))

    val module: ModuleDescriptor = ModuleFinder.of(classes).findAll().single().descriptor()

    /** The packages that every module may use. */
    val exported: Set<String> = module.exports().filterNot { it.isQualified }.map { it.source() }.toSet()

    companion object {
        /** The folder of the repository, wherever in it the tests run. */
        val repository: Path =
            generateSequence(Path.of("").toAbsolutePath()) {
                it.parent
            }.first { it.resolve("CONTRIBUTING.md").exists() }
    }
}

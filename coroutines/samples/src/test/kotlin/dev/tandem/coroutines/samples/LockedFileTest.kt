package dev.tandem.coroutines.samples

import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.time.Duration.Companion.seconds

class LockedFileTest :
    FunSpec({
        test("additions are lost without a lock, and none behind one, among coroutines and among processes") {
            val lines = inRealTime(LockedFile())
            lines shouldHaveSize 4
            lines.chunked(2).zip(listOf("coroutines", "processes")) { (unguarded, guarded), writers ->
                unguarded.removePrefix("unguarded, two $writers count to ").toInt() shouldBeInRange 1..9
                guarded shouldBe "guarded, two $writers count to 10"
            }
        }

        test("interrupted while processes write, it ends, and leaves no file behind") {
            val before = folders()
            Player.play(LockedFile()) {
                repeat(3) { nextLine() }
                interrupt()
            }
            val own = folders() - before // and maybe those of other runs on this machine, which end as well
            eventually(20.seconds) { own.filter { it.exists() }.shouldBeEmpty() }
        }
    })

private fun folders(): Set<Path> =
    Path.of(System.getProperty("java.io.tmpdir")).listDirectoryEntries("file-lock*").toSet()

package dev.tandem.interop.samples.house

import dev.tandem.interop.samples.docs.repositoryRoot
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** The picture of the modules and their packages in CONTRIBUTING.md is what [housePicture] draws from the class files. */
class HousePictureTest :
    FunSpec({
        test("the picture in CONTRIBUTING.md shows every module, every package and every arrow that there is") {
            val page = repositoryRoot.resolve("CONTRIBUTING.md")
            val shown = Regex("(?<=<!-- picture: HousePicture.kt -->\n```mermaid\n)[^`]*(?=```\n)")
            val drawn = housePicture(houseClasses)
            if (System.getProperty("refresh") == "true") page.writeText(page.readText().replace(shown) { drawn })
            withClue("`mvn -q -Prefresh test` draws it anew") { shown.find(page.readText())?.value shouldBe drawn }
        }
    })

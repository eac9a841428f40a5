package dev.tandem.interop.samples.serve

import com.fasterxml.jackson.databind.JsonNode
import org.openqa.selenium.By
import org.openqa.selenium.Keys
import org.openqa.selenium.StaleElementReferenceException
import org.openqa.selenium.WebElement
import org.openqa.selenium.WindowType
import org.openqa.selenium.chrome.ChromeDriver
import org.openqa.selenium.chrome.ChromeDriverService
import org.openqa.selenium.chrome.ChromeOptions
import org.openqa.selenium.interactions.Actions
import java.io.File
import java.nio.file.Path
import java.util.logging.Level
import java.util.logging.Logger

/** Chromium without a window, with nothing in its [profile] at first. */
internal class Browser(profile: Path) : AutoCloseable {
    private val driver = ChromeDriver(
        ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(),
        ChromeOptions().apply {
            setBinary(BINARY)
            addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-default-apps", "--disable-extensions", "--lang=en", "--user-data-dir=$profile",
            )
            setCapability("goog:loggingPrefs", mapOf("browser" to "ALL", "performance" to "ALL"))
        },
    )

    /** What the pages complained about since this was last asked. */
    fun complaints(): List<String> = driver.manage().logs()["browser"].all.filter {
        it.level.intValue() >= Level.WARNING.intValue()
    }.map { it.message }

    /** All addresses that pages asked for something since this was last asked. */
    fun requests(): List<String> = driver.manage().logs()["performance"].all
        .map { Reader.mapper.readTree(it.message).path("message") }
        .mapNotNull { message ->
            when (message.path("method").asText()) {
                "Network.requestWillBeSent" -> message.at("/params/request/url").asText()
                "Network.webSocketCreated" -> message.at("/params/url").asText()
                else -> null
            }
        }

    /** Goes on in a new tab, and remembers nothing of [origin]'s pages but its cookies. */
    fun newTab(origin: String) {
        val former = driver.windowHandle
        val fresh = driver.switchTo().newWindow(WindowType.TAB).windowHandle
        driver.switchTo().window(former)
        driver.close()
        driver.switchTo().window(fresh)
        tell("Storage.clearDataForOrigin", "origin" to origin, "storageTypes" to "local_storage")
        width(WIDE)
    }

    /** Tells the browser itself something, by its own protocol. */
    fun tell(command: String, vararg parameters: Pair<String, Any>) {
        driver.executeCdpCommand(command, mapOf(*parameters))
    }

    /** Makes the window as wide as that. */
    fun width(pixels: Int) = tell(
        "Emulation.setDeviceMetricsOverride",
        "width" to pixels,
        "height" to HEIGHT,
        "deviceScaleFactor" to 1,
        "mobile" to false,
    )

    fun dark() = tell(
        "Emulation.setEmulatedMedia",
        "features" to listOf(mapOf("name" to "prefers-color-scheme", "value" to "dark")),
    )

    /** Opens an address, and waits until its scripts have made the page what it is. */
    fun open(address: String) {
        driver.get(address)
        untilReady()
    }

    fun untilReady() = until("the page is ready") {
        js("return document.readyState == 'complete' && document.querySelector('dialog.keys') != null") == true
    }

    fun back() = driver.navigate().back()

    fun reload() {
        driver.navigate().refresh()
        untilReady()
    }

    fun forgetKey() = driver.manage().deleteAllCookies()

    val address: String get() = driver.currentUrl
    val path: String get() = address.substringAfter("//").substringAfter('/').substringBefore('#').let { "/$it" }
    val title: String get() = driver.title

    fun js(script: String, vararg arguments: Any?): Any? = driver.executeScript(script, *arguments)

    fun all(css: String): List<WebElement> = driver.findElements(By.cssSelector(css))

    fun find(css: String): WebElement = driver.findElement(By.cssSelector(css))

    /** Whether there is such an element to be seen. */
    fun shows(css: String): Boolean = all(css).any { it.isDisplayed }

    fun text(css: String): String = find(css).text

    /** Whether the keyboard's focus is on such an element. */
    fun focused(css: String): Boolean = js("return document.activeElement.matches(arguments[0])", css) == true

    fun press(vararg keys: CharSequence) = Actions(driver).sendKeys(*keys).perform()

    fun pressControl(key: CharSequence) =
        Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform()

    /** Presses what may be anywhere on the page, by the mouse. */
    fun click(css: String) {
        val element = find(css)
        js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()
    }

    /** Waits until [condition] holds, a look at a time. */
    fun until(what: String, condition: () -> Boolean) = Reader.until("$what, at $address") {
        try {
            condition()
        } catch (_: StaleElementReferenceException) {
            false // the page is another by now
        }
    }

    /** What axe finds on the page as it is that keeps people from using it: rules, and where they are broken. */
    fun barriers(): List<String> {
        js(AXE)
        val found = driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            const failed = (e) => [{ id: "axe fails: " + e, impact: "critical", nodes: [] }];
            axe.run(document, { resultTypes: ["violations"], preload: false }) // it would ask for style sheets again
              .then((found) => found.violations, failed)
              .then((violations) => done(JSON.stringify(violations)));
            """,
        )
        return Reader.mapper.readTree(found as String)
            .filter { it.path("impact").asText() in setOf("serious", "critical") }
            .flatMap { rule ->
                rule.path("nodes").map { "${rule.path("id").asText()}: ${where(it)}" }.ifEmpty { listOf("$rule") }
            }
    }

    private fun where(node: JsonNode) =
        "${node.path("target")} ${node.path("failureSummary").asText().replace("\n", " ")}"

    override fun close() = driver.quit()

    companion object {
        init {
            // it misses its own names for what chromium of this version is told, which we have no use for
            logger.level = Level.SEVERE
        }

        private const val WIDE = 1400
        private const val HEIGHT = 900
        private val BINARY = File("/usr/bin/chromium")
        private val DRIVER = File("/usr/bin/chromedriver")
        private val AXE = Browser::class.java.getResource("/axe.min.js")!!.readText()

        /** Why there is no browser here; null if there is one, or has to be one. */
        val missing: String? = listOf(BINARY, DRIVER).find { !it.canExecute() }
            ?.takeUnless { System.getenv("TANDEM_BROWSER") == "required" }
            ?.let { "there is no $it here ('apt-get install chromium-driver')" }
    }
}

private val logger = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder")

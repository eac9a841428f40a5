package dev.tandem.interop

import dev.tandem.threads.VirtualThreads
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.listeners.AfterSpecListener
import io.kotest.core.listeners.BeforeSpecListener
import io.kotest.core.spec.Spec
import io.kotest.matchers.collections.shouldBeEmpty
import java.lang.management.ManagementFactory
import java.lang.management.PlatformManagedObject
import java.nio.file.Files
import kotlin.io.path.deleteExisting
import kotlin.io.path.readText
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * Fails a spec that leaves a thread behind, and does not end it within [patience]: `extension(NoLeaks())`.
 *
 * Platform threads are compared with those there were before; the daemons of the pools that the JVM and kotlinx keep
 * for everybody may come and go. Of virtual threads none may be left in our code. That no coroutine is left is
 * seen to by [bounded]: it does not return before all that were started in it have ended.
 */
internal class NoLeaks(private val patience: Duration = 10.seconds) :
    BeforeSpecListener,
    AfterSpecListener {
    private var before = emptySet<Thread>()

    override suspend fun beforeSpec(spec: Spec) {
        before = platformThreads()
    }

    override suspend fun afterSpec(spec: Spec) {
        eventually(patience) {
            (platformThreads() - before).filterNot(::isOfSharedPool).shouldBeEmpty()
            virtualThreadsOfOurs().shouldBeEmpty()
        }
    }

    private fun platformThreads(): Set<Thread> = Thread.getAllStackTraces().keys

    private fun isOfSharedPool(thread: Thread) = thread.isDaemon && SHARED_POOLS.any(thread.name::startsWith)

    companion object {
        private val SHARED_POOLS =
            listOf(
                "DefaultDispatcher-worker-",
                "kotlinx.coroutines.DefaultExecutor",
                "ForkJoinPool",
                "VirtualThread-",
                "CompletableFutureDelayScheduler",
                "Read-Poller",
                "Write-Poller",
                "process reaper",
            )

        /** The stacks of the virtual threads that are in Tandem's code at the moment; none before Java 21. */
        fun virtualThreadsOfOurs(): List<String> {
            if (!VirtualThreads.isSupported()) return emptyList()
            return threadDump().split("\n\n").filter { "virtual" in it.lineSequence().first() && "dev.tandem" in it }
        }

        /** What `jcmd <pid> Thread.dump_to_file` writes: the only list of virtual threads there is. */
        private fun threadDump(): String {
            val file = Files.createTempDirectory("threads").resolve("dump.txt")
            val bean = Class.forName("com.sun.management.HotSpotDiagnosticMXBean")
            val format = Class.forName($$"com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat")
            bean
                .getMethod("dumpThreads", String::class.java, format)
                .invoke(
                    ManagementFactory.getPlatformMXBean(
                        bean.asSubclass(PlatformManagedObject::class.java),
                    ),
                    file.toString(),
                    format.getField("TEXT_PLAIN").get(null),
                )
            return file.readText().also {
                file.deleteExisting()
                file.parent.deleteExisting()
            }
        }
    }
}

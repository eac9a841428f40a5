package dev.tandem.interop.samples

import dev.tandem.coroutines.samples.SuspendingSample
import dev.tandem.interop.asLock
import dev.tandem.interop.runInExecutor
import dev.tandem.interop.toThread
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.threads.processes.ProcessPool
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.File
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.WRITE
import kotlin.concurrent.withLock
import kotlin.io.path.createTempDirectory

/**
 * A coroutine and a thread write to one file, behind one mutex: the coroutine suspends for it, the thread blocks on its
 * face. Processes, which the coroutine awaits like any executor, are kept apart by a lock on a file.
 */
@CatalogueEntry(
    id = "file-lock",
    title = "Two writers to one file, without a lock and behind one",
    documents = ["002"],
)
class LockedFile : SuspendingSample() {
    override suspend fun perform(stage: Stage) {
        val folder = withContext(NonCancellable + Dispatchers.IO) { createTempDirectory("file-lock").toFile() }
        try {
            main("$folder/count.txt", stage.scaled(0.1))
        } finally {
            withContext(NonCancellable + Dispatchers.IO) { folder.deleteRecursively() }
        }
    }

    // snippet: lesson
    fun addOne(file: String, seconds: Double) {
        val count = File(file).readText().toInt()
        Thread.sleep(Math.round(1000 * seconds)) // the other writer reads the same count meanwhile
        Files.writeString(Path.of(file), "%04d".format(count + 1), WRITE) // over the old one
    }

    // Java's file lock is its process's: a second thread that asked for it would be refused
    fun addOneLocked(file: String, seconds: Double) {
        FileChannel.open(Path.of("$file.lock"), CREATE, WRITE).use { channel ->
            channel.lock() // given back when the channel is closed
            addOne(file, seconds)
        }
    }

    suspend fun addTen(who: String, file: String, one: suspend () -> Unit, other: suspend () -> Unit) {
        toThread { File(file).writeText("0000") }
        coroutineScope {
            launch { repeat(5) { one() } }
            launch { repeat(5) { other() } }
        } // waits for what was launched in it
        println("$who count to ${toThread { File(file).readText().toInt() }}")
    }

    suspend fun main(file: String, seconds: Double) {
        val free: suspend () -> Unit = { toThread { addOne(file, seconds) } }
        addTen("unguarded, a coroutine and a thread", file, free, free)
        val mutex = Mutex() // the coroutine suspends for it, ...
        val lock = mutex.asLock() // ... and the thread blocks for the same one
        val coroutine: suspend () -> Unit = { mutex.withLock { toThread { addOneLocked(file, seconds) } } }
        val thread: suspend () -> Unit = { toThread { lock.withLock { addOneLocked(file, seconds) } } }
        addTen("guarded, a coroutine and a thread", file, coroutine, thread)
        ProcessPool.builder().size(2).build().use { pool ->
            val unguarded: suspend () -> Unit = { runInExecutor(pool) { LockedFile().addOne(file, seconds) } }
            addTen("unguarded, two processes", file, unguarded, unguarded)
            val guarded: suspend () -> Unit = { runInExecutor(pool) { LockedFile().addOneLocked(file, seconds) } }
            addTen("guarded, two processes", file, guarded, guarded)
        }
    }
    // end
}

fun main(args: Array<String>) = LockedFile().launch(*args)

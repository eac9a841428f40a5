package dev.tandem.coroutines.samples

import dev.tandem.coroutines.gather
import dev.tandem.samples.CatalogueEntry
import dev.tandem.samples.Stage
import dev.tandem.threads.processes.ProcessPool
import dev.tandem.threads.processes.SerializableCallable
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.File
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.WRITE
import kotlin.io.path.createTempDirectory
import kotlin.time.Duration.Companion.seconds

/**
 * Two writers of one file come between each other's reading and writing, as two coroutines do with a variable. A mutex
 * keeps the coroutines of this process apart, a lock on a file the processes.
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
    val lock = Mutex() // each process has one of its own

    suspend fun addOne(file: String, seconds: Double) {
        val count = withContext(Dispatchers.IO) { File(file).readText().toInt() }
        delay(seconds.seconds) // the other writer reads the same count meanwhile
        withContext(Dispatchers.IO) {
            Files.writeString(Path.of(file), "%04d".format(count + 1), WRITE) // over the old one
        }
    }

    // Java's file lock is its process's: a second coroutine that asked for it would be refused,
    // so coroutines first take the mutex
    suspend fun addOneGuarded(file: String, seconds: Double) = lock.withLock {
        FileChannel.open(Path.of("$file.lock"), CREATE, WRITE).use { channel ->
            runInterruptible(Dispatchers.IO) { channel.lock() } // given back when the channel is closed
            addOne(file, seconds)
        }
    }

    suspend fun addTen(who: String, file: String, addOne: suspend () -> Unit) {
        withContext(Dispatchers.IO) { File(file).writeText("0000") }
        gather(1..10, limit = 2) { addOne() }
        val count = withContext(Dispatchers.IO) { File(file).readText().toInt() }
        println("$who count to $count")
    }

    suspend fun main(file: String, seconds: Double) {
        addTen("unguarded, two coroutines", file) { addOne(file, seconds) }
        addTen("guarded, two coroutines", file) { addOneGuarded(file, seconds) }
        ProcessPool.builder().size(2).build().use { processes ->
            val unguarded = SerializableCallable { runBlocking { LockedFile().addOne(file, seconds) } }
            addTen("unguarded, two processes", file) { processes.submit(unguarded).await() }
            val guarded = SerializableCallable { runBlocking { LockedFile().addOneGuarded(file, seconds) } }
            addTen("guarded, two processes", file) { processes.submit(guarded).await() }
        }
    }
    // end
}

fun main(args: Array<String>) = LockedFile().launch(*args)

package dev.tandem.interop.samples

import dev.tandem.coroutines.gather
import dev.tandem.coroutines.samples.delay
import dev.tandem.interop.toThread
import dev.tandem.samples.Stage
import dev.tandem.samples.service.GatheredAnswer
import kotlin.time.Duration.Companion.milliseconds

/**
 * The coroutines' half of [WebService]: reads the three sources. Two of them suspend; the third, a database's driver, is
 * Java's and blocks, on a thread that it is given.
 */
class Sources(private val stage: Stage, private val database: Database) {
    // snippet: other half
    /** Reads one after the other. */
    suspend fun inTurn() = GatheredAnswer(readFile(), readDb(), readApi())

    /** Reads all at once. */
    suspend fun atOnce(): GatheredAnswer {
        val (file, db, api) = gather({ readFile() }, { readDb() }, { readApi() })
        return GatheredAnswer(file, db, api)
    }

    private suspend fun readFile(): String {
        stage.delay(100.milliseconds)
        return "read_file"
    }

    private suspend fun readDb(): String = toThread { database.read() }

    private suspend fun readApi(): String {
        stage.delay(300.milliseconds)
        return "read_api"
    }
    // end
}

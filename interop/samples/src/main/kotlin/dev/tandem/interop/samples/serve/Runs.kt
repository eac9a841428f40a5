package dev.tandem.interop.samples.serve

import dev.tandem.interop.samples.catalogue.Catalogue
import dev.tandem.interop.samples.lessons.Lesson
import dev.tandem.interop.samples.lessons.Lessons
import dev.tandem.interop.samples.lessons.Side
import dev.tandem.interop.samples.pages.PageStore
import dev.tandem.interop.samples.play.SideTask
import dev.tandem.samples.Module
import dev.tandem.samples.Sample
import dev.tandem.threads.processes.ProcessPool
import dev.tandem.threads.processes.ProcessPoolBuilder
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit.MILLISECONDS
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.deleteRecursively
import kotlin.io.path.writeText

/**
 * Plays what pages ask for: sides of Java and Kotlin in processes of a pool, each in one of its own, Python's in a
 * `python3`; a changed lesson in a pool whose processes have little memory and serve once.
 */
internal class Runs(private val settings: Settings, private val pages: PageStore) : AutoCloseable {
    private val bounds = settings.bounds
    private val samples = Catalogue.load().samples()
    private val lessons = Lessons.all().associateBy { it.id() }
    private val inputs = HashMap<String, Inputs>() // guarded by itself
    private val changed = ChangedLesson(pages)
    private val folder: Path = Files.createTempDirectory("tandem-serve")
    private val turns = Turns(bounds.atOnce, bounds.waiting)
    private val reports = Reports()
    private val sites = Sites()
    private val pool: ProcessPool = pool(SIDES * bounds.atOnce).minSize(SIDES).initializer { prepare() }.build()
    private val changes: ProcessPool? =
        if (settings.edit) pool(bounds.atOnce).maxHeapBytes(bounds.changedHeap).maxTasksPerWorker(1).build() else null

    /** Pictures of what ran. */
    val timelines = Timelines()

    /** Its processes have their temporary files here, the Flight Recorder's too, as one that is killed deletes none. */
    private fun pool(size: Int): ProcessPoolBuilder =
        ProcessPool.builder().size(size).directory(folder).jvmOptions("-XX:+UseSerialGC", "-Djava.io.tmpdir=$folder")

    /** The inputs of a sample. */
    fun inputs(id: String): Inputs = synchronized(inputs) {
        inputs.getOrPut(id) { Inputs(samples.getValue(id), settings.isRemote) }
    }

    /** Whether it lacks but a Kotlin compiler to change a column. */
    fun lacksKotlin(column: Lesson.Column): Boolean =
        changes != null && column.file().endsWith(".kt") && !changed.canCompile(column)

    /** Whether a column cannot be changed. */
    fun cannotChange(column: Lesson.Column): Boolean = changes == null || !changed.canCompile(column)

    /** One side that was asked for, and how to begin with it. */
    private inner class Asked(val side: Side, val start: (Path) -> Played)

    /**
     * Runs what was asked for, in its turn, until all sides are over.
     *
     * @param stopped has all sides end once it is complete
     * @param emit is told what happens
     */
    suspend fun run(request: RunRequest, stopped: CompletableDeferred<Unit>, emit: suspend (RunEvent) -> Unit) {
        try {
            val asked = asked(request)
            inTurn(stopped, emit) { play(asked, request, stopped, emit) }
        } catch (e: Inputs.Problem) {
            emit(e.toEvent())
        } catch (e: Turns.FullException) {
            emit(RunEvent.Refused(null, e.message!!))
        } catch (e: IOException) {
            emit(RunEvent.Refused(null, "there can be no files for it: $e"))
        }
        emit(RunEvent.Over())
    }

    /** Runs [block] in its turn, or not at all if it is stopped before that. */
    private suspend fun inTurn(
        stopped: CompletableDeferred<Unit>,
        emit: suspend (RunEvent) -> Unit,
        block: suspend () -> Unit,
    ) = coroutineScope {
        val waits = AtomicBoolean(true)
        val turn = launch {
            turns.take({ emit(RunEvent.Waiting(it)) }) { if (waits.getAndSet(false)) block() }
        }
        val stopper = launch {
            stopped.await()
            if (waits.getAndSet(false)) turn.cancel()
        }
        turn.join()
        stopper.cancel()
    }

    private suspend fun play(
        asked: List<Asked>,
        request: RunRequest,
        stopped: CompletableDeferred<Unit>,
        emit: suspend (RunEvent) -> Unit,
    ) = inFolder { files ->
        coroutineScope {
            val sides = asked.map { it to SideRun(it.side, bounds) { event -> emit(event, request, emit) } }
            val stopper = launch {
                stopped.await()
                sides.forEach { (_, run) -> run.stop() }
            }
            val title = lessons.getValue(request.id).title()
            val running = sides.map { (asked, run) ->
                launch { run.follow({ asked.start(files) }) { file, last -> drawn(asked.side, title, file, last) } }
            }
            running.forEach { it.join() }
            stopper.cancel()
        }
    }

    /** What a sample itself refuses, once it runs, is told as what is refused before. */
    private suspend fun emit(event: RunEvent, request: RunRequest, emit: suspend (RunEvent) -> Unit) {
        if (event is RunEvent.Ended && event.how == End.refused) {
            emit(inputs(request.id).problem(event.message.orEmpty()).toEvent())
        }
        emit(event)
    }

    private suspend fun drawn(side: Side, title: String, file: Path, last: Boolean): RunEvent? =
        timelines.draw(file, title, last)?.let {
            RunEvent.Timeline(side, it.svg, last, it.page?.let(Addresses::timeline))
        }

    private suspend fun inFolder(block: suspend (Path) -> Unit) {
        val files = Files.createTempDirectory(folder, "run")
        try {
            block(files)
        } finally {
            remove(files)
        }
    }

    private fun Inputs.Problem.toEvent() = RunEvent.Refused(field, message!!)

    private val RunRequest.id: String get() = run() ?: edit()

    private fun asked(request: RunRequest): List<Asked> {
        val id = request.run() ?: request.edit() ?: throw Inputs.Problem(null, "the request names no lesson")
        val lesson = lessons[id] ?: throw Inputs.Problem(null, "there is no lesson '$id'")
        val sides = lesson.columns().filter { it.side() in request.sides() }
        if (sides.isEmpty()) throw Inputs.Problem(null, "there is no such side of '$id'")
        return if (request.edit() != null) listOf(changed(sides, request)) else sides.map { asIs(it, request) }
    }

    private fun changed(sides: List<Lesson.Column>, request: RunRequest): Asked {
        val column = sides.singleOrNull() ?: throw Inputs.Problem(null, "one side is changed at a time")
        if (cannotChange(column)) throw Inputs.Problem(null, "this side cannot be changed here")
        val change = changed.of(column, request.text() ?: throw Inputs.Problem(null, "the request has no text"))
        val module = column.side().module()
        val options = options(request, module)
        return Asked(column.side()) { files ->
            PooledSide(changes!!, reports) { key, port ->
                SideTask(request.id, module, options, port, key, "$files", change)
            }
        }
    }

    private fun asIs(column: Lesson.Column, request: RunRequest): Asked {
        if (column.side() ==
            Side.PYTHON
        ) {
            return Asked(Side.PYTHON) { PythonSide(program(column, it), sites.arguments(request.id)) }
        }
        val module = column.side().module()
        val options = options(request, module)
        return Asked(column.side()) { files ->
            PooledSide(pool, reports) { key, port -> SideTask(request.id, module, options, port, key, "$files", null) }
        }
    }

    private fun program(column: Lesson.Column, files: Path): Path =
        files.resolve(column.file().substringAfterLast('/')).apply { writeText(pages.text(column.file())!!) }

    private fun options(request: RunRequest, module: Module): List<String> {
        val sample: Sample = samples.getValue(request.id).first { it.module() == module }.create()
        return inputs(request.id).words(sample, request.options())
    }

    private fun Side.module(): Module = Module.of(toString())

    /** Kills whatever runs, and removes what it left. */
    override fun close() {
        val pools = listOfNotNull(pool, changes)
        pools.forEach { it.shutdownNow() }
        reports.close()
        sites.close()
        pools.forEach { it.awaitTermination(PATIENCE_MILLIS, MILLISECONDS) } // those that are alive still write
        remove(folder)
    }

    /** What has just been killed, or cancelled, may still write there, or delete from it. */
    @OptIn(ExperimentalPathApi::class)
    private fun remove(files: Path) {
        repeat(ATTEMPTS) {
            try {
                return files.deleteRecursively()
            } catch (_: IOException) {
                Thread.sleep(BETWEEN_ATTEMPTS)
            }
        }
    }

    private companion object {
        /** As many sides as a lesson has at most, beside Python's. */
        const val SIDES = 3
        const val PATIENCE_MILLIS = 300L
        const val ATTEMPTS = 10
        const val BETWEEN_ATTEMPTS = 30L
    }
}

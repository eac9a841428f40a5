package dev.tandem.interop

import jdk.jfr.Recording
import jdk.jfr.consumer.RecordedEvent
import jdk.jfr.consumer.RecordingFile
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteExisting

/** The libraries' events that Java's Flight Recorder records while [body] runs, in the order of their ends. */
internal fun flightRecorded(vararg names: String, body: () -> Unit): List<RecordedEvent> =
    Recording().use { recording ->
        names.forEach { recording.enable(it) }
        recording.start()
        body()
        recording.stop()
        val file = createTempFile("tandem", ".jfr")
        try {
            recording.dump(file)
            RecordingFile.readAllEvents(file).filter { it.eventType.name.startsWith("dev.tandem.") }.sortedBy { it.endTime }
        } finally {
            file.deleteExisting()
        }
    }

internal fun List<RecordedEvent>.named(name: String) = filter { it.eventType.name == name }

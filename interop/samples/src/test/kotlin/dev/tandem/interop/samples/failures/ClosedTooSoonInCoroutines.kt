package dev.tandem.interop.samples.failures

import java.io.File

// snippet: program
private fun shouted(file: File): Sequence<String> = file.useLines { lines ->
    lines.map { it.uppercase() } // nothing has been read yet
}

fun main() {
    val file = File.createTempFile("letter", ".txt")
    try {
        file.writeText("dear ada\n")
        val lines = shouted(file)
        println("the lines are here")
        println(lines.toList())
    } finally {
        file.delete()
    }
}
// end

// Output:
// the lines are here
// Exception in thread "main" java.io.IOException: Stream closed
// Exit: 1

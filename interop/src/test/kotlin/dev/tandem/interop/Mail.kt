package dev.tandem.interop

/** A Kotlin interface whose function suspends: Java calls it, and Java implements it. */
internal fun interface Mail {
    suspend fun next(): String?
}

package dev.tandem.interop

import dev.tandem.threads.SerializableCallable

/**
 * This block, or one that gives a stand-in for `Unit`, which Java's serialization refuses. A class that declares more
 * than that it is a block may have a contract with its executor, as Hazelcast's `HazelcastInstanceAware` is: it is left
 * as it is.
 */
internal fun SerializableCallable<*>.withUnitSerializable(): SerializableCallable<*> =
    if (isPlainBlock(javaClass)) UnitSerializable(this) else this

private fun isPlainBlock(type: Class<*>): Boolean =
    (type.superclass == Any::class.java || isKotlins(type.superclass)) &&
        type.interfaces.all { it == SerializableCallable::class.java || isKotlins(it) } &&
        type.annotations.all { it is Metadata }

private fun isKotlins(type: Class<*>): Boolean = type.name.startsWith("kotlin.")

/** What a block gave elsewhere, with `Unit` for its stand-in. */
@Suppress("UNCHECKED_CAST") // the stand-in is the result of a block that gives Unit
internal fun <T> Result<T>.withUnit(): Result<T> = map { if (it === StandIn.UNIT) Unit as T else it }

private class UnitSerializable(private val block: SerializableCallable<*>) : SerializableCallable<Any?> {
    override fun call(): Any? {
        val result = block.call()
        return if (result === Unit) StandIn.UNIT else result
    }

    private companion object {
        private const val serialVersionUID = 1L
    }
}

private enum class StandIn { UNIT }

@file:JvmName("Greetings")

package dev.tandem.interop.samples.docs

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.delay
import kotlin.time.Duration.Companion.milliseconds

// The Kotlin of the page for readers who come from Java.

// snippet: suspend
interface Users {
    suspend fun name(id: Int): String
}

suspend fun greeting(users: Users, id: Int): String {
    delay(10.milliseconds) // gives the thread back, and has one again 10 ms later
    return "Hello, ${users.name(id)}"
}
// end

// snippet: cancellation
suspend fun greetingOrNull(users: Users, id: Int): String? = try {
    greeting(users, id)
} catch (cancelled: CancellationException) {
    throw cancelled // somebody wants us to stop
} catch (_: Exception) {
    null
}
// end

package dev.tandem.coroutines

/** When [await] over several deferreds returns: asyncio's `return_when`. */
public enum class ReturnWhen {
    /** As soon as one is done, in whichever way. */
    FIRST_COMPLETED,

    /** As soon as one has failed with an exception; if none does, when all are done. Cancellation is no failure. */
    FIRST_EXCEPTION,

    /** When all are done. */
    ALL_COMPLETED,
}

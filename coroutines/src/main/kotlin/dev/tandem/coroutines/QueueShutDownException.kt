package dev.tandem.coroutines

/** A [JoinableQueue] was shut down: it takes no more items, and has none to give. asyncio's `QueueShutDown`. */
public class QueueShutDownException internal constructor() : IllegalStateException("the queue was shut down")

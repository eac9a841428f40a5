package dev.tandem.threads.processes;


/** What a {@link ProcessPoolBuilder} was told; {@code initializer} is null if there is none. */
record ProcessPoolSettings(
    int size,
    int minSize,
    long idleNanos,
    long tasksPerWorker,
    Payload initializer,
    Launch launch,
    ClassLoader loader) {}

package dev.tandem.threads.processes;

import org.jspecify.annotations.Nullable;

/** What a {@link ProcessPoolBuilder} was told; {@code initializer} is null if there is none. */
record ProcessPoolSettings(
    int size,
    int minSize,
    long idleNanos,
    long tasksPerWorker,
    @Nullable Payload initializer,
    WorkerCommand command,
    ClassLoader loader) {}

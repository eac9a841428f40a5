package dev.tandem.threads;

import dev.tandem.threads.processes.Launch;
import dev.tandem.threads.processes.Payload;

/** What a {@link ProcessPoolBuilder} was told; {@code initializer} is null if there is none. */
record ProcessPoolSettings(
    int size,
    int minSize,
    long idleNanos,
    long tasksPerWorker,
    Payload initializer,
    Launch launch,
    ClassLoader loader) {}

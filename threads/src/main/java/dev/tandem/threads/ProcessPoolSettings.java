package dev.tandem.threads;

import dev.tandem.threads.processes.Launch;

/** What a {@link ProcessPoolBuilder} was told. */
record ProcessPoolSettings(
    int size, long idleNanos, long tasksPerWorker, Launch launch, ClassLoader loader) {}

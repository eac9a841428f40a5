package dev.tandem.threads.processes;

import java.io.Serializable;

/** What the pool itself puts into messages, around a user's objects. */
public interface Message extends Serializable {}

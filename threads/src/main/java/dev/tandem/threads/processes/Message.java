package dev.tandem.threads.processes;

import java.io.Serializable;

/** What the pool itself puts into messages, around a user's objects. */
interface Message extends Serializable {}

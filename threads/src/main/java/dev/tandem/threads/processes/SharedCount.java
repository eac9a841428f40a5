package dev.tandem.threads.processes;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * A number that two processes see in their memory, by way of a file that both have mapped. To write
 * it costs no call of the operating system, and it can be read after the death of the process that
 * wrote it, and after the deletion of the file.
 */
final class SharedCount {
  private static final VarHandle COUNT =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MappedByteBuffer memory;

  /** The count in {@code file}, which must have its eight bytes. */
  SharedCount(Path file) throws IOException {
    try (var channel = FileChannel.open(file, READ, WRITE)) {
      memory = channel.map(MapMode.READ_WRITE, 0, Long.BYTES);
    }
  }

  long get() {
    return (long) COUNT.getVolatile(memory, 0);
  }

  void set(long count) {
    COUNT.setVolatile(memory, 0, count);
  }
}

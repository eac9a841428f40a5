package dev.tandem.interop.samples;

import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The threads' half of {@link RunInExecutor}: blocking code, which knows nothing of coroutines.
 *
 * @param file what to read
 * @param bytes how much of it
 */
record BlockingRead(Path file, int bytes) {
  /** Blocks until the first bytes are read, as many as there are, and gives them in hexadecimal. */
  String read() throws SampleException {
    try (var in = Files.newInputStream(file)) {
      return HexFormat.of().formatHex(in.readNBytes(bytes));
    } catch (IOException e) {
      throw new SampleException("cannot read " + file);
    }
  }
}

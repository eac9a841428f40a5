package dev.tandem.threads.processes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One end of the channel on which tasks go to a worker and their outcomes come back. A message is a
 * byte that tells its kind, eight that give the length of its payload, and the payload. For one
 * thread.
 */
final class MessageChannel {
  static final byte TASK = 1;
  static final byte VALUE = 2;
  static final byte FAILURE = 3;

  private static final int BUFFER = 1 << 16;
  private static final int HEADER = 1 + Long.BYTES;

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).flip();
  private long length;
  private long left;

  MessageChannel(SocketChannel channel) {
    this.channel = channel;
  }

  void send(byte kind, Payload payload) throws IOException {
    length = 0;
    out.put(kind).putLong(payload.size());
    payload.writeTo(this);
    flush();
  }

  /** Writes the first {@code length} of {@code bytes}: for {@link Payload#writeTo}. */
  void write(byte[] bytes, int length) throws IOException {
    int written = 0;
    while (written < length) {
      if (!out.hasRemaining()) {
        flush();
      }
      int now = Math.min(length - written, out.remaining());
      out.put(bytes, written, now);
      written += now;
    }
  }

  private void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  /**
   * Waits for the next message. The one before must have been read, or {@link #skip skipped}.
   *
   * @return its kind, or -1 if the other end hung up
   */
  int receive() throws IOException {
    while (in.remaining() < HEADER) {
      if (!fill()) {
        return -1;
      }
    }
    byte kind = in.get();
    length = in.getLong();
    left = length;
    return kind;
  }

  /**
   * Reads over what is left of the message, so that its sender can go on.
   *
   * @return true, or false if the other end hung up in the middle of it, now or before
   */
  boolean skip() {
    try {
      payload.skipNBytes(left);
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  /** How many bytes the payload received last has; zero if there was none since the last task. */
  long length() {
    return length;
  }

  boolean hasMore() {
    return left > 0;
  }

  /** The payload of the message received last; it ends where that ends. */
  InputStream payload() {
    return payload;
  }

  private boolean fill() throws IOException {
    in.compact();
    try {
      return channel.read(in) >= 0;
    } finally {
      in.flip();
    }
  }

  /** Sees to it that there is a byte to be read. */
  private void awaitByte() throws IOException {
    if (!in.hasRemaining() && !fill()) {
      throw new EOFException("the other end hung up in the middle of a message");
    }
  }

  private final InputStream payload =
      new InputStream() {
        @Override
        public int read() throws IOException {
          if (left == 0) {
            return -1;
          }
          awaitByte();
          left--;
          return in.get() & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          if (length == 0) {
            return 0;
          }
          if (left == 0) {
            return -1;
          }
          awaitByte();
          int now = (int) Math.min(Math.min(length, in.remaining()), left);
          in.get(bytes, offset, now);
          left -= now;
          return now;
        }
      };
}

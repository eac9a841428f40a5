package dev.tandem.threads.processes;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of serialized objects. They lie in pieces, each twice as long as the one before up to a
 * bound, so that a large object is never copied to make room.
 */
public final class Payload extends OutputStream {
  private static final int FIRST_PIECE = 512;
  private static final int LONGEST_PIECE = 1 << 20;

  private final List<byte[]> pieces = new ArrayList<>(1);
  private byte[] last = new byte[0];
  private int inLast;
  private long size;

  private Payload() {}

  /**
   * Serializes {@code object}.
   *
   * @param object what to serialize
   * @param role what it is, for the message
   * @return its bytes
   * @throws NotSerializableException if it is not serializable, or something that it refers to is
   *     not; the message names the class and {@code role}
   * @throws IOException if its own {@code writeObject} throws it
   */
  public static Payload of(Object object, String role) throws IOException {
    return new Payload().and(object, role);
  }

  /** Appends {@code object}, in an object stream of its own. */
  Payload and(Object object, String role) throws IOException {
    try {
      var out = new StandingInObjectOutputStream(this);
      out.writeObject(object);
      out.flush();
      return this;
    } catch (NotSerializableException e) {
      var named = new NotSerializableException(e.getMessage() + ", in " + role);
      named.initCause(e);
      throw named;
    }
  }

  /** Lets travel what does so only by a stand-in. */
  private static final class StandingInObjectOutputStream extends ObjectOutputStream {
    StandingInObjectOutputStream(OutputStream bytes) throws IOException {
      super(bytes);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      return KotlinUnit.standInFor(object);
    }
  }

  @Override
  public void write(int b) {
    if (inLast == last.length) {
      addPiece();
    }
    last[inLast++] = (byte) b;
    size++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int written = 0;
    while (written < length) {
      if (inLast == last.length) {
        addPiece();
      }
      int now = Math.min(length - written, last.length - inLast);
      System.arraycopy(bytes, offset + written, last, inLast, now);
      inLast += now;
      written += now;
    }
    size += length;
  }

  private void addPiece() {
    last = new byte[Math.min(Math.max(FIRST_PIECE, 2 * last.length), LONGEST_PIECE)];
    pieces.add(last);
    inLast = 0;
  }

  long size() {
    return size;
  }

  void writeTo(Wire wire) throws IOException {
    for (var piece : pieces) {
      wire.write(piece, piece == last ? inLast : piece.length);
    }
  }
}

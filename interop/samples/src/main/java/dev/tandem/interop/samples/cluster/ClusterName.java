package dev.tandem.interop.samples.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a cluster, which is the one thing that open-source Hazelcast asks of whoever joins: a
 * random secret of {@value #BITS} bits, kept in a file that only its owner can read. {@code
 * toString} does not tell it.
 *
 * <p>Where there are no POSIX permissions, the file is as private as its folder.
 */
public final class ClusterName {
  private static final int BITS = 256;
  private static final Pattern FORM = Pattern.compile("tandem-[0-9a-f]{32,}");
  private static final int LONGEST_LINE = 1_000;

  private final String name;

  private ClusterName(String name) {
    this.name = name;
  }

  /** A name that nobody knows yet. */
  public static ClusterName random() {
    var bits = new byte[BITS / 8];
    new SecureRandom().nextBytes(bits);
    return new ClusterName("tandem-" + HexFormat.of().formatHex(bits));
  }

  /**
   * Where the name is kept, if nobody says otherwise: {@code .tandem/cluster} in the user's home.
   */
  public static Path usualFile() {
    return Path.of(System.getProperty("user.home"), ".tandem", "cluster");
  }

  /**
   * Reads the name from a file.
   *
   * @throws SampleException if there is no such file, if others can read it, or if it holds
   *     something else; the message names the file
   */
  public static ClusterName read(Path file) throws SampleException {
    if (!Files.exists(file)) {
      throw new SampleException(
          "there is no cluster file "
              + file
              + "; copy it from where the cluster's first member was started");
    }
    try {
      requirePrivate(file);
      return parse(Files.readString(file, US_ASCII), file.toString());
    } catch (IOException e) {
      throw new SampleException("cannot read the cluster file " + file + ": " + e);
    }
  }

  /**
   * Reads the name from a file, which is made, with a random name, if there is none. Of several who
   * make it at once, one does, and the others read what it made.
   *
   * @throws SampleException as {@link #read}, or if it cannot be made
   */
  public static ClusterName readOrCreate(Path file) throws SampleException {
    if (!Files.exists(file)) {
      try {
        random().save(file);
      } catch (IOException e) {
        if (!Files.exists(file)) { // else somebody else was faster, and its name counts
          throw new SampleException("cannot make the cluster file " + file + ": " + e);
        }
      }
    }
    return read(file);
  }

  /**
   * Reads the name from the first line of a stream, and leaves the rest of it.
   *
   * @throws SampleException if it holds something else
   */
  public static ClusterName read(InputStream in) throws IOException, SampleException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
      line.append((char) c);
    }
    return parse(line.toString(), "standard input");
  }

  private static ClusterName parse(String text, String where) throws SampleException {
    var name = text.strip();
    if (!FORM.matcher(name).matches()) {
      throw new SampleException(where + " does not hold the name of a cluster");
    }
    return new ClusterName(name);
  }

  /**
   * Writes a new file that only its owner can read, in a folder of the same kind if that is new.
   * The file appears with its content or not at all.
   *
   * @throws FileAlreadyExistsException if there is one already, which stays as it is
   */
  public void save(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (isPosix(folder.getRoot())) {
      Files.createDirectories(folder, asFileAttribute(fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
    var draft = Files.createTempFile(folder, ".cluster", null); // for its owner only
    try {
      Files.writeString(draft, name + "\n", US_ASCII);
      Files.createLink(file, draft); // unlike a move, never in the place of another file
    } finally {
      Files.delete(draft);
    }
  }

  /** Whoever else can read the file knows the name; whoever else owns it has chosen it. */
  private static void requirePrivate(Path file) throws IOException, SampleException {
    if (!isPosix(file)) {
      return;
    }
    var others = EnumSet.copyOf(fromString("---rwxrwx"));
    others.retainAll(Files.getPosixFilePermissions(file));
    if (!others.isEmpty()) {
      throw new SampleException(
          "others have access to the cluster file "
              + file
              + ": delete it, or 'chmod 600' it if nobody has read it");
    }
    var user = System.getProperty("user.name");
    if (!Files.getOwner(file).getName().equals(user)) {
      throw new SampleException(
          "the cluster file %s belongs to %s, not to %s"
              .formatted(file, Files.getOwner(file).getName(), user));
    }
  }

  private static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  /** The secret itself. */
  String secret() {
    return name;
  }

  @Override
  public String toString() {
    return "a cluster's name";
  }
}

package dev.tandem.samples;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a sample leaves to the user: never one that has been there before. */
public final class FreshFile {
  private FreshFile() {}

  /**
   * Writes a file of this name, or, where there is one already, the first of {@code name-2.png},
   * {@code name-3.png} and so on that there is not.
   *
   * @param wanted the file's name
   * @param content what to write
   * @return the file that was written
   * @throws IOException if it cannot be written
   */
  public static Path write(Path wanted, byte[] content) throws IOException {
    for (int number = 1; ; number++) {
      var file = number == 1 ? wanted : numbered(wanted, number);
      try {
        return Files.write(file, content, CREATE_NEW, WRITE);
      } catch (FileAlreadyExistsException taken) {
        // the next one, then
      }
    }
  }

  private static Path numbered(Path wanted, int number) {
    var name = wanted.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return wanted.resolveSibling(name.substring(0, end) + "-" + number + name.substring(end));
  }
}

package dev.tandem.samples.crawl;

import dev.tandem.samples.SampleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a lesson's failure to fetch or to write says to whoever runs it. The lesson itself throws
 * what its client throws.
 */
public final class FetchFailure {
  /** A lesson's call. */
  @FunctionalInterface
  public interface Lesson {
    /** Plays the lesson. */
    void play() throws Exception;
  }

  private FetchFailure() {}

  /**
   * Plays a lesson that fetches pages.
   *
   * @param urls what it asks for
   * @param lesson the lesson
   * @throws SampleException as {@link #told}
   * @throws Exception whatever else the lesson throws
   */
  public static void toldBy(List<URI> urls, Lesson lesson) throws Exception {
    try {
      lesson.play();
    } catch (Exception e) {
      throw told(urls, e);
    }
  }

  /**
   * Puts a failure of the network or of a file into a few words that are the same for every client.
   *
   * @param urls what was asked for
   * @param failure what the lesson threw
   * @return a {@link SampleException} in those words; {@code failure} itself if it is neither
   */
  public static Exception told(List<URI> urls, Exception failure) {
    var causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause);
    for (var cause : (Iterable<Throwable>) causes::iterator) {
      if (cause instanceof FileSystemException file) {
        return new SampleException("cannot write " + file.getFile());
      }
      if (cause instanceof IOException
          || cause instanceof UncheckedIOException
          || cause instanceof UnresolvedAddressException) {
        var reason = PageFailure.of(urls.get(0), cause, System.nanoTime()).reason();
        return new SampleException(asked(urls) + " " + reason);
      }
    }
    return failure;
  }

  private static String asked(List<URI> urls) {
    var first = urls.get(0).toString();
    return urls.size() == 1 ? first : "%s, or another of %d:".formatted(first, urls.size());
  }
}

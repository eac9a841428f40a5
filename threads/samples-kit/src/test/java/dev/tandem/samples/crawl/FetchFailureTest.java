package dev.tandem.samples.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.samples.SampleException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FetchFailureTest {
  private static final URI A = URI.create("http://a.example/");
  private static final URI B = URI.create("http://b.example/");

  @Test
  void aPageThatCannotBeHadIsNamedWithTheReason() {
    assertEquals(
        "http://a.example/ connection refused", told(List.of(A), new ConnectException("no")));
  }

  @Test
  void aReasonIsFoundUnderWhatIsWrappedAroundIt() {
    var failure =
        new ExecutionException(new UncheckedIOException(new HttpTimeoutException("too late")));
    assertEquals("http://a.example/, or another of 2: timed out", told(List.of(A, B), failure));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    assertEquals("cannot write x/y", told(List.of(A), new NoSuchFileException("x/y")));
  }

  @Test
  void whateverElseFailsStaysWhatItIs() {
    for (var failure : List.of(new InterruptedException(), new IllegalStateException("a bug"))) {
      assertSame(
          failure,
          assertThrows(
              Exception.class,
              () ->
                  FetchFailure.toldBy(
                      List.of(A),
                      () -> {
                        throw failure;
                      })));
    }
  }

  private static String told(List<URI> urls, Exception failure) {
    return assertInstanceOf(SampleException.class, FetchFailure.told(urls, failure)).getMessage();
  }
}

package dev.tandem.samples.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.Charset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PageTest {
  private static final URI URL = URI.create("http://a.example/");

  private static Page parse(String html, String contentType, String charset) throws IOException {
    return Page.parse(URL, html.getBytes(Charset.forName(charset)), contentType, System.nanoTime());
  }

  @Test
  void titleAndLinksAreRead() throws Exception {
    var page =
        parse(
            "<title>Blog</title><a href=/x>x</a><a name=y>y</a><a href=/2>2</a>",
            "text/html",
            "utf-8");
    assertEquals("Blog", page.title());
    assertEquals(2, page.links());
  }

  @Test
  void theDeclaredCharacterSetIsUsed() throws Exception {
    assertEquals("博客", parse("<title>博客</title>", "text/html; charset=GBK", "GBK").title());
  }

  @Test
  void anUnknownCharacterSetIsLeftToThePage() throws Exception {
    var html = "<meta charset=utf-8><title>博客</title>";
    assertEquals("博客", parse(html, "text/html; charset=klingon", "utf-8").title());
  }

  static Stream<Arguments> failures() {
    var unresolved = new ConnectException();
    unresolved.initCause(new UnresolvedAddressException());
    var refused = new ConnectException();
    refused.initCause(new ClosedChannelException());
    return Stream.of(
        Arguments.of(new TimeoutException(), "timed out"),
        Arguments.of(new HttpConnectTimeoutException("slow"), "timed out"),
        Arguments.of(new ExecutionException(unresolved), "unknown host"),
        Arguments.of(new ExecutionException(refused), "connection refused"),
        Arguments.of(
            new ExecutionException(new IOException("broken")),
            "failed: java.io.IOException: broken"),
        Arguments.of(
            new IllegalStateException("odd"), "failed: java.lang.IllegalStateException: odd"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldByItsCause(Throwable failure, String reason) {
    assertEquals(reason, PageFailure.of(URL, failure, System.nanoTime()).reason());
  }
}

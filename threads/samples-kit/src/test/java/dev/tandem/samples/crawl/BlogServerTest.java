package dev.tandem.samples.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlogServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<byte[]> get(URI url) throws Exception {
    var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void everyPageHasATitleOfItsOwnTwentyPostsAndLinks() throws Exception {
    try (var site = BlogServer.open(3, Duration.ZERO)) {
      var titles = new HashSet<String>();
      for (var url : site.urls()) {
        var response = get(url);
        var page = Page.parse(url, response.body(), "text/html; charset=utf-8", System.nanoTime());
        assertEquals(200, response.statusCode());
        assertEquals(url.getPath().equals("/pages/3") ? 20 : 21, page.links());
        titles.add(page.title());
      }
      assertEquals(3, titles.size());
    }
  }

  @Test
  void aPageThatTheSiteDoesNotHaveIsNotFound() throws Exception {
    try (var site = BlogServer.open(3, Duration.ZERO)) {
      assertEquals(404, get(site.url("/pages/4")).statusCode());
    }
  }

  @Test
  void aClosedSiteServesNobody() throws Exception {
    var site = BlogServer.open(1, Duration.ZERO);
    site.close();
    assertThrows(IOException.class, () -> get(site.urls().get(0)));
  }
}

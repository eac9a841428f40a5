package dev.tandem.interop.samples.timeline;

import static dev.tandem.interop.samples.timeline.Timelines.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What is written: XML, HTML and JSON that others read, whatever threads are called. */
class WrittenTest {
  private static final String HOSTILE = "</script><b>\"&'\u0000\u0007\uD800]]>{@";

  private static Timeline timeline() {
    var lanes =
        List.of(
            Timelines.lane("lane-1", "first", 14, 1_000_000),
            Timelines.lane("lane-2", HOSTILE, 14, 1_000_000));
    var arrows = List.of(new Arrow("lane-1", 1_000_000, "lane-2", 1_500_000, "wakes"));
    var group = new LaneGroup(HOSTILE, 14_000_000, lanes, arrows);
    return new Timeline(HOSTILE, List.of(group), List.of(HOSTILE));
  }

  private static Document xml(String text) throws Exception {
    var factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void thePictureIsWellFormedAndNamesAreTextInIt() throws Exception {
    var text = written(SvgPicture::write, timeline());
    var root = xml(text).getDocumentElement();
    assertEquals("svg", root.getLocalName());
    assertEquals("http://www.w3.org/2000/svg", root.getNamespaceURI());
    assertEquals(0, root.getElementsByTagName("b").getLength());
    assertEquals(0, root.getElementsByTagName("script").getLength());
    assertTrue(root.getTextContent().contains("</script><b>\"&'��"), root.getTextContent());
  }

  @Test
  void everyKindOfSpanIsInThePictureWithAPatternOfItsOwn() throws Exception {
    var text = written(SvgPicture::write, timeline());
    for (var activity : Activity.values()) {
      assertTrue(text.contains("<pattern height=\"8\" id=\"" + activity.styleClass() + "\""));
      assertTrue(text.contains("class=\"span " + activity.styleClass()));
    }
    assertTrue(text.contains("class=\"arrow\""));
    assertTrue(text.contains("class=\"mark\""));
  }

  @Test
  void whatIsSaidOfASpanIsWhoWhatHowLongHowItEndedAndWhere() {
    var lane = new Lane("1", "worker-1", LaneKind.THREAD, 0, 9, List.of(), List.of());
    var span =
        new Span(
            Activity.WAITING,
            1_000,
            3_500,
            "queue.take",
            "an item of Queue@1",
            "served",
            "A.b, line 7");
    assertEquals(
        """
        worker-1: waiting
        for an item of Queue@1 (queue.take)
        for 2.5 µs, from 1 µs to 3.5 µs
        ended: served
        at A.b, line 7""",
        Hover.of(lane, span));
  }

  @Test
  void thePageNeedsNothingElse() throws Exception {
    var page = Jsoup.parse(written(HtmlPage::write, timeline()));
    assertTrue(page.select("[src], link, [href], iframe, object, img").isEmpty());
    assertFalse(page.html().contains("@import"));
    assertFalse(page.html().replace(Markup.SVG, "").contains("://"));
  }

  @Test
  void namesAreTextInThePageToo() throws Exception {
    var page = Jsoup.parse(written(HtmlPage::write, timeline()));
    assertTrue(page.select("b").isEmpty());
    assertEquals(1, page.select("script").size());
    assertTrue(page.select("h1").text().startsWith("</script><b>\"&'"), page.select("h1").text());
    assertEquals(28, page.select("#timeline .span").size());
    assertEquals(1, page.select("#timeline .arrow").size());
    assertEquals(2, page.select("tbody th[scope=row]").size());
  }

  @Test
  void scriptAndStylesAreInThePageAsTheyAre() throws Exception {
    var page = Jsoup.parse(written(HtmlPage::write, timeline()));
    assertEquals(Resource.text("page.js"), page.select("script").first().data());
    var styles = page.select("style").eachText();
    assertEquals(2, page.select("style").size(), styles.toString());
    assertEquals(Resource.text("page.css"), page.select("style").last().data());
  }

  @Test
  void thePageSaysWhatIsLeftOut() throws Exception {
    var page = Jsoup.parse(written(HtmlPage::write, timeline()));
    assertTrue(page.select(".notes li").text().startsWith("</script><b>"));
    assertTrue(written(SvgPicture::write, timeline()).contains("Not in the picture: "));
  }

  @Test
  void theTraceIsWhatChromeReads() throws Exception {
    var trace = new ObjectMapper().readTree(written(ChromeTrace::write, timeline()));
    var events = new ArrayList<JsonNode>();
    trace.get("traceEvents").forEach(events::add);
    var spans = events.stream().filter(e -> e.get("ph").asText().equals("X")).toList();
    assertEquals(28, spans.size());
    assertEquals(1_000.0, spans.get(1).get("ts").asDouble());
    assertEquals(1_000.0, spans.get(1).get("dur").asDouble());
    var names = events.stream().filter(e -> e.get("name").asText().equals("thread_name"));
    assertEquals(
        List.of("first", HOSTILE.replaceAll("[\u0000\u0007\uD800]", "\uFFFD")),
        names.map(e -> e.get("args").get("name").asText()).toList());
    for (var event : events) {
      assertTrue(event.get("pid").isInt() && event.get("tid").isInt(), event.toString());
    }
  }

  @Test
  void anArrowIsAFlowFromOneLaneToAnother() throws Exception {
    var trace = new ObjectMapper().readTree(written(ChromeTrace::write, timeline()));
    var flow = new ArrayList<JsonNode>();
    trace
        .get("traceEvents")
        .forEach(e -> Optional.of(e).filter(f -> f.has("id")).ifPresent(flow::add));
    assertEquals(2, flow.size());
    assertEquals("s", flow.get(0).get("ph").asText());
    assertEquals("f", flow.get(1).get("ph").asText());
    assertEquals(flow.get(0).get("id"), flow.get(1).get("id"));
    assertEquals(1, flow.get(0).get("tid").asInt());
    assertEquals(2, flow.get(1).get("tid").asInt());
    assertEquals(1_500.0, flow.get(1).get("ts").asDouble());
  }

  @Test
  void theEndingOfAFileSaysWhatIsWritten() {
    assertEquals(Optional.of(TimelineFormat.HTML), TimelineFormat.of(Path.of("a/b.HTML")));
    assertEquals(Optional.of(TimelineFormat.SVG), TimelineFormat.of(Path.of("b.svg")));
    assertEquals(Optional.of(TimelineFormat.JSON), TimelineFormat.of(Path.of("b.json")));
    assertEquals(Optional.empty(), TimelineFormat.of(Path.of("b.png")));
    assertEquals(Optional.empty(), TimelineFormat.of(Path.of("/")));
  }
}

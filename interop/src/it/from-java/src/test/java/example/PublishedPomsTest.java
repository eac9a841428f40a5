package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What Tandem asks of those who use it is in its POMs, as they were published. */
class PublishedPomsTest {
  private static final Path REPOSITORY = Path.of(System.getProperty("maven.repo.local"));
  private static final String GROUP = System.getProperty("tandem.group").replace('.', '/');
  private static final String OURS = System.getProperty("tandem.version");
  private static final String KOTLIN = "kotlin-stdlib:" + System.getProperty("kotlin.version");
  private static final String COROUTINES =
      "kotlinx-coroutines-core-jvm:" + System.getProperty("kotlinx.coroutines.version");

  static Stream<Arguments> published() {
    var threads = "tandem-threads:" + OURS;
    var coroutines = "tandem-coroutines:" + OURS;
    return Stream.of(
        arguments("tandem-threads", Set.of()),
        arguments("tandem-coroutines", Set.of(KOTLIN, COROUTINES)),
        arguments("tandem-interop", Set.of(threads, coroutines, KOTLIN, COROUTINES)),
        arguments("tandem-bom", Set.of(threads, coroutines, "tandem-interop:" + OURS)));
  }

  @ParameterizedTest
  @MethodSource("published")
  void itAsksForNothingElse(String artifact, Set<String> dependencies) throws Exception {
    var pom = pom(artifact);
    assertEquals(0, pom.getElementsByTagName("parent").getLength(), "parents");
    assertEquals(dependencies, dependencies(pom));
  }

  private static Document pom(String artifact) throws Exception {
    var folder = REPOSITORY.resolve(GROUP).resolve(artifact).resolve(OURS);
    try (var pom = Files.newInputStream(folder.resolve(artifact + "-" + OURS + ".pom"))) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom);
    }
  }

  private static Set<String> dependencies(Document pom) {
    var found = pom.getElementsByTagName("dependency");
    var dependencies = new HashSet<String>();
    for (int i = 0; i < found.getLength(); i++) {
      var dependency = (Element) found.item(i);
      if (!text(dependency, "scope").equals("provided")) { // nobody has that but by choice
        var version = text(dependency, "version").replace("${project.version}", OURS);
        dependencies.add(text(dependency, "artifactId") + ":" + version);
      }
    }
    return dependencies;
  }

  private static String text(Element dependency, String tag) {
    var found = dependency.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}

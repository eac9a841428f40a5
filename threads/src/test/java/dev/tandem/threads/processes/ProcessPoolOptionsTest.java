package dev.tandem.threads.processes;

import static dev.tandem.fixtures.Bounded.failure;
import static dev.tandem.fixtures.Bounded.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.fixtures.Rendezvous;
import dev.tandem.threads.Futures;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessPoolOptionsTest {
  private static final String TESTS_AND_LAMBDAS_ONLY =
      "dev.tandem.threads.processes.*;java.lang.invoke.SerializedLambda;java.lang.Object;!*";

  private static ProcessPoolBuilder one() {
    return ProcessPool.builder().size(1);
  }

  @Test
  void thereAreAsManyProcessesAsTheSizeAllowsAndTasksNeed() throws Exception {
    try (var meeting = new Rendezvous();
        var pool = ProcessPool.builder().size(3).build()) {
      int port = meeting.port();
      assertEquals(3, pool.size());
      var numbers = new ArrayList<CompletableFuture<Integer>>();
      var guests = new ArrayList<Rendezvous.Guest>();
      for (int i = 1; i <= 3; i++) {
        numbers.add(
            pool.submit(
                () -> {
                  Rendezvous.stop(port);
                  return ProcessPool.workerNumber().orElseThrow();
                }));
        guests.add(meeting.guest());
        assertEquals(i, pool.workers().size());
      }
      var fourth = pool.submit(() -> 4);
      assertEquals(3, pool.workers().size());
      assertFalse(fourth.isDone());
      for (var guest : guests) {
        guest.release();
      }
      assertEquals(4, get(fourth));
      assertEquals(Set.of(1, 2, 3), Set.copyOf(Futures.gather(numbers)));
    }
  }

  @Test
  void anIdleProcessEndsAfterItsTimeAndAnotherComesWhenNeeded() throws Exception {
    try (var pool = one().idleTime(Duration.ofMillis(50)).build()) {
      for (int i = 0; i < 2; i++) {
        long pid = get(pool.submit(() -> ProcessHandle.current().pid()));
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
          process.get().onExit().get(10, SECONDS);
        }
        assertTrue(pool.workers().isEmpty());
      }
    }
  }

  @Test
  void aProcessThatHasHadItsTasksIsReplaced() throws Exception {
    try (var pool = one().maxTasksPerWorker(2).build()) {
      var pids = new ArrayList<Long>();
      for (int i = 0; i < 5; i++) {
        pids.add(get(pool.submit(() -> ProcessHandle.current().pid())));
      }
      assertEquals(pids.get(0), pids.get(1));
      assertEquals(pids.get(2), pids.get(3));
      assertEquals(3, Set.copyOf(pids).size());
    }
  }

  @Test
  void theProcessesHaveTheOptionsTheHeapTheEnvironmentAndTheDirectoryGiven(@TempDir Path directory)
      throws Exception {
    var odd = "it's \"odd\" \\ and\nlong\r\f\t#";
    try (var pool =
        one()
            .jvmOptions("-Dodd=" + odd, "-XX:+UseSerialGC")
            .maxHeapBytes(48 << 20)
            .environment("TANDEM_TEST", "there")
            .directory(directory)
            .build()) {
      assertEquals(odd, get(pool.submit(() -> System.getProperty("odd"))));
      assertEquals(null, System.getProperty("odd"));
      long heap = get(pool.submit(() -> Runtime.getRuntime().maxMemory()));
      assertTrue(heap <= 48 << 20, "heap " + heap);
      assertEquals("there", get(pool.submit(() -> System.getenv("TANDEM_TEST"))));
      assertEquals(System.getenv("PATH"), get(pool.submit(() -> System.getenv("PATH"))));
      var there = get(pool.submit(() -> Path.of("").toRealPath().toString()));
      assertEquals(directory.toRealPath().toString(), there);
    }
  }

  @Test
  void aClassPathMayBeLongerThanAnArgument(@TempDir Path directory) throws Exception {
    var path = new ArrayList<Path>();
    for (int i = 0; i < 5_000; i++) {
      path.add(directory.resolve("a folder that does not exist, number " + i));
    }
    path.addAll(classPathAnd(directory));
    try (var pool = one().classPath(path).build()) {
      assertTrue(get(pool.submit(() -> System.getProperty("java.class.path"))).length() > 200_000);
    }
  }

  private static List<Path> classPathAnd(Path directory) {
    var path = new ArrayList<Path>();
    path.add(directory);
    for (var here : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(here));
    }
    return path;
  }

  private static Path whereIs(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static long pidIn(ProcessPoolBuilder builder) throws Exception {
    try (var pool = builder.build()) {
      return get(pool.submit(() -> ProcessHandle.current().pid()));
    }
  }

  /** Everything that a process needs; an archive of classes holds none that lie in a folder. */
  private static Path packed(Path directory) throws Exception {
    var classes = directory.resolve("classes.jar").toString();
    var library = whereIs(ProcessPool.class).toString();
    var tests = whereIs(ProcessPoolOptionsTest.class).toString();
    var jar = ToolProvider.findFirst("jar").orElseThrow();
    String[] arguments = {"cf", classes, "-C", library, ".", "-C", tests, "."};
    assertEquals(0, jar.run(System.out, System.err, arguments));
    return Path.of(classes);
  }

  /** As the module's page tells it. */
  @Test
  void anArchiveOfClassesThatOneProcessWroteServesTheNext(@TempDir Path directory)
      throws Exception {
    var classes = List.of(packed(directory));
    var log = directory.resolve("log");
    boolean isServed = false;
    for (int i = 0; i < 5 && !isServed; i++) { // on a busy machine five seconds may not suffice
      var archive = directory.resolve(i + ".jsa");
      pidIn(one().classPath(classes).jvmOptions("-XX:ArchiveClassesAtExit=" + archive));
      pidIn(
          one()
              .classPath(classes)
              .jvmOptions("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + log));
      isServed = Files.readAllLines(log).stream().anyMatch(ProcessPoolOptionsTest::isShared);
    }
    assertTrue(isServed);
  }

  private static boolean isShared(String line) {
    return line.contains("tandem.threads.processes.WorkerMain ") && line.endsWith("file (top)");
  }

  /** Has the processes know a class that this one does not. */
  private static void compileOnlyThere(Path directory) throws IOException {
    var source = directory.resolve("OnlyThere.java");
    Files.writeString(
        source,
        "public class OnlyThere extends RuntimeException {"
            + " public OnlyThere() { super(\"what is it?\", new OnlyThereToo()); }"
            + " static class OnlyThereToo extends RuntimeException {} }");
    var javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(
        0, javac.run(System.out, System.err, "-d", directory.toString(), source.toString()));
  }

  @Test
  void anExceptionWhoseClassIsMissingHereHasAStandIn(@TempDir Path directory) throws Exception {
    compileOnlyThere(directory);
    try (var pool = one().classPath(classPathAnd(directory)).build()) {
      var standIn =
          failure(
              TaskFailedException.class,
              pool.submit(
                  () -> {
                    throw (RuntimeException)
                        Class.forName("OnlyThere").getConstructor().newInstance();
                  }));
      assertEquals("OnlyThere", standIn.originalClassName());
      assertEquals("OnlyThere: what is it?", standIn.getMessage());
      assertEquals("OnlyThere$OnlyThereToo", standIn.getCause().getMessage());
      var missing =
          failure(
              ClassNotFoundException.class,
              pool.submit(() -> Class.forName("OnlyThere").getConstructor().newInstance()));
      assertEquals("OnlyThere", missing.getMessage());
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  /** The classes of {@code directory}, and no others but those of this test. */
  private static URLClassLoader loaderOf(Path directory) throws IOException {
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, ProcessPoolOptionsTest.class.getClassLoader());
  }

  @Test
  void resultsAndProxiesAreMadeOfTheClassesOfTheContextLoader(@TempDir Path directory)
      throws Exception {
    var source = directory.resolve("Plugin.java");
    Files.writeString(
        source,
        "public interface Plugin { record Handler(int x) implements"
            + " java.lang.reflect.InvocationHandler, java.io.Serializable { public Object"
            + " invoke(Object p, java.lang.reflect.Method m, Object[] a) { return \"plugged\"; } }"
            + " static Object proxy() { return java.lang.reflect.Proxy.newProxyInstance("
            + " Plugin.class.getClassLoader(), new Class<?>[] {Plugin.class}, new Handler(1)); } }");
    var javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(
        0, javac.run(System.out, System.err, "-d", directory.toString(), source.toString()));
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var loader = loaderOf(directory)) {
      thread.setContextClassLoader(loader);
      try (var pool = one().classPath(classPathAnd(directory)).build()) {
        thread.setContextClassLoader(before);
        var proxy = get(pool.submit(() -> Class.forName("Plugin").getMethod("proxy").invoke(null)));
        assertEquals("plugged", proxy.toString());
        assertSame(loader.loadClass("Plugin"), proxy.getClass().getInterfaces()[0]);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void whatTheFilterRefusesFailsAloneOnEitherSide() throws Exception {
    try (var pool = one().filter("java.math.*;!java.util.ArrayList").build()) {
      assertEquals(BigInteger.TEN, get(pool.submit(() -> BigInteger.TEN)));
      var list = new ArrayList<>(List.of(1));
      failure(InvalidClassException.class, pool.submit(() -> list.size()));
      failure(InvalidClassException.class, pool.submit(() -> new ArrayList<>(List.of(1))));
      assertEquals(1, get(pool.submit(() -> 1)));
    }
  }

  @Test
  void whatMayFetchCodeFromElsewhereIsRefusedUnlessItIsAskedFor() throws Exception {
    SerializableCallable<Object> task =
        () -> Class.forName("javax.naming.CompositeName").getConstructor().newInstance();
    try (var pool = one().build()) {
      failure(InvalidClassException.class, pool.submit(task));
    }
    try (var pool = one().filter("*").build()) {
      assertEquals("javax.naming.CompositeName", get(pool.submit(task)).getClass().getName());
    }
  }

  @Test
  void anExceptionThatTheFilterRefusesHasAStandIn() {
    try (var pool = one().filter(TESTS_AND_LAMBDAS_ONLY).build()) {
      var standIn =
          failure(
              TaskFailedException.class,
              pool.submit(
                  () -> {
                    throw new IOException("refused");
                  }));
      assertEquals("java.io.IOException: refused", standIn.getMessage());
      assertTrue(standIn.getStackTrace()[0].getClassName().startsWith(getClass().getName()));
    }
  }

  @Test
  void aHundredMegabytesGoThereAndBack() throws Exception {
    var bytes = new byte[100 << 20];
    new Random(1).nextBytes(bytes);
    try (var pool = one().maxHeapBytes(400L << 20).build()) {
      assertArrayEquals(bytes, get(pool.submit(() -> bytes)));
    }
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    assertEquals("size must be at least 1, not 0", refused(() -> one().size(0)));
    assertEquals(
        "maxTasksPerWorker must be at least 1, not -1", refused(() -> one().maxTasksPerWorker(-1)));
    assertEquals("maxHeapBytes must be at least 1, not 0", refused(() -> one().maxHeapBytes(0)));
    assertThrows(IllegalArgumentException.class, () -> one().filter("java.math.*;!!;maxdepth=x"));
    assertThrows(NullPointerException.class, () -> one().idleTime(null));
    assertThrows(NullPointerException.class, () -> one().jvmOptions("-Dx", null));
    assertThrows(NullPointerException.class, () -> one().environment("name", null));
    assertThrows(NullPointerException.class, () -> one().directory(null));
  }

  @Test
  void whatCannotBeAnOptionIsRefusedByItsValue() {
    for (var option :
        List.of("", " ", "Main", "@file", "-", "-jar", "-version", "--version", "-m", "-cp")) {
      assertRefused(option, () -> one().jvmOptions("-ea", option));
    }
    assertRefused("--class-path=x", () -> one().jvmOptions("--class-path=x"));
    assertRefused("--add-opens", () -> one().jvmOptions("--add-opens"));
    assertRefused("-Dx=\\0", () -> one().jvmOptions("-Dx=\0"));
    assertRefused("java.base/x=y", () -> one().jvmOptions("java.base/x=y"));
    one().jvmOptions("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-ea");
    one().jvmOptions();
  }

  @Test
  void whatCannotBeAVariableIsRefusedByItsValue() {
    assertRefused("A=B", () -> one().environment("A=B", "c"));
    assertRefused("\"\"", () -> one().environment("", "c"));
    assertRefused("A\\0", () -> one().environment("A\0", "c"));
    assertRefused("c\\0", () -> one().environment("A", "c\0"));
    one().environment("A", "").environment("a b", "c=d");
  }

  @Test
  void aPathThatOtherProcessesCannotHaveIsRefusedByItsValue(@TempDir Path directory)
      throws Exception {
    var archive = URI.create("jar:" + directory.resolve("a.zip").toUri());
    try (var files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      var inside = files.getPath("/inside");
      assertRefused("/inside", () -> one().directory(inside));
      assertRefused("/inside", () -> one().classPath(List.of(inside)));
    }
    var two = Path.of("a" + File.pathSeparator + "b");
    assertRefused(two.toString(), () -> one().classPath(List.of(two)));
    assertRefused("*\\0", () -> one().filter("*\0"));
  }

  private static void assertRefused(String value, Runnable call) {
    var message = refused(call);
    assertTrue(message.contains(value), message);
  }

  @Test
  void missingOptionsAreRefusedByName() {
    assertEquals("options[1]", missing(() -> one().jvmOptions("-ea", null)));
    assertEquals("options", missing(() -> one().jvmOptions((String[]) null)));
    assertEquals("path", missing(() -> one().classPath(null)));
    assertEquals("path[0]", missing(() -> one().classPath(Arrays.asList((Path) null))));
    assertEquals("name", missing(() -> one().environment(null, "x")));
    assertEquals("value", missing(() -> one().environment("x", null)));
    assertEquals("path", missing(() -> one().directory(null)));
    assertEquals("pattern", missing(() -> one().filter(null)));
    assertEquals("time", missing(() -> one().idleTime(null)));
  }

  private static String missing(Runnable call) {
    return assertThrows(NullPointerException.class, call::run).getMessage();
  }

  private static String refused(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void whatABuilderIsToldLaterIsNoBusinessOfThePoolsItMade() throws Exception {
    var builder = one();
    try (var pool = builder.build()) {
      builder.size(5).environment("TANDEM_TEST", "late");
      assertEquals(1, pool.size());
      assertEquals(null, get(pool.submit(() -> System.getenv("TANDEM_TEST"))));
    }
  }
}

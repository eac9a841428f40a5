package dev.tandem.threads;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a program that is made of modules find its classes and its services. */
@Timeout(120)
class ProcessPoolModulesTest {
  @TempDir private static Path directory;
  private static Path modules;

  @BeforeAll
  static void compileProgram() throws Exception {
    write("module-info.java", "module example.app {", "requires dev.tandem.threads;");
    append("module-info.java", "uses example.app.Greeter;");
    append("module-info.java", "provides example.app.Greeter with example.app.Greeter.Hello; }");
    write("Greeter.java", "package example.app;", "public interface Greeter {");
    append("Greeter.java", "String greet();");
    append("Greeter.java", "class Hello implements Greeter {");
    append("Greeter.java", "public String greet() { return \"hello from \"; } } }");
    write("Main.java", "package example.app;", "import dev.tandem.threads.ProcessPool;");
    append("Main.java", "public class Main {");
    append("Main.java", "public static void main(String[] arguments) throws Exception {");
    append("Main.java", "try (var pool = ProcessPool.builder().size(1).build()) {");
    append("Main.java", "System.out.print(pool.submit(() -> greet()).get()); } }");
    append("Main.java", "static String greet() {");
    append("Main.java", "return java.util.ServiceLoader.load(Greeter.class).findFirst()");
    append("Main.java", ".map(Greeter::greet).orElse(\"no service in \")");
    append("Main.java", "+ Main.class.getModule() + ProcessPool.workerNumber(); } }");
    modules = directory.resolve("example.app");
    run(
        "javac",
        "-p",
        library().toString(),
        "-d",
        modules.toString(),
        source("module-info.java"),
        source("Greeter.java"),
        source("Main.java"));
  }

  private static void write(String file, String... lines) throws Exception {
    Files.createDirectories(directory.resolve("sources/example/app"));
    Files.write(Path.of(source(file)), List.of(lines));
  }

  private static void append(String file, String line) throws Exception {
    Files.writeString(Path.of(source(file)), line + "\n", java.nio.file.StandardOpenOption.APPEND);
  }

  private static String source(String file) {
    var folder = file.startsWith("module") ? "sources" : "sources/example/app";
    return directory.resolve(folder).resolve(file).toString();
  }

  private static Path library() throws Exception {
    return Path.of(ProcessPool.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String modulePath() throws Exception {
    return modules + File.pathSeparator + library();
  }

  private static void run(String tool, String... arguments) {
    var found = ToolProvider.findFirst(tool).orElseThrow();
    assertEquals(0, found.run(System.out, System.err, arguments));
  }

  private static String output(Path java, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(arguments));
    var output = directory.resolve("output").toFile();
    var builder = new ProcessBuilder(command).redirectOutput(output).redirectErrorStream(true);
    builder.environment().remove("CLASSPATH");
    var program = builder.start();
    try {
      assertTrue(program.waitFor(60, SECONDS));
      return Files.readString(output.toPath());
    } finally {
      program.destroyForcibly();
    }
  }

  private static Path java(Path home) {
    return home.resolve("bin").resolve("java");
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static final String GREETING = "hello from module example.appOptionalInt[1]";

  @Test
  void aProgramOnTheModulePathHasItsModulesInItsWorkers() throws Exception {
    assertEquals(
        GREETING,
        output(java(javaHome()), "-p", modulePath(), "-m", "example.app/example.app.Main"));
  }

  @Test
  void aProgramOnTheClassPathHasTheModulesThatItAsksForInItsWorkers() throws Exception {
    assertEquals(
        GREETING.replace("module example.app", "unnamed module").substring("hello from ".length()),
        output(
                java(javaHome()),
                "-p",
                library().toString(),
                "--add-modules",
                "dev.tandem.threads",
                "-cp",
                modules.toString(),
                "example.app.Main")
            .replaceAll(" @[0-9a-f]*|no service in ", ""));
  }

  @Test
  void aProgramInAnImageOfItsOwnHasItsModulesInItsWorkers() throws Exception {
    assumeTrue(ToolProvider.findFirst("jlink").isPresent(), "this JDK has no jlink");
    boolean hasModules = Files.isDirectory(javaHome().resolve("jmods"));
    assumeTrue(hasModules || Runtime.version().feature() >= 24, "this JDK has no modules to link");
    var image = directory.resolve("image");
    run("jlink", "-p", modulePath(), "--add-modules", "example.app", "--output", image.toString());
    assertEquals(GREETING, output(java(image), "-m", "example.app/example.app.Main"));
  }
}

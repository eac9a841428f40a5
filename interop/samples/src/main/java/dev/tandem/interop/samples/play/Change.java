package dev.tandem.interop.samples.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * A source file with a changed lesson in it, to be compiled by the JDK's own compiler, or by the
 * Kotlin compiler that is at hand.
 *
 * @param fileName the file's name
 * @param text its whole text
 * @param firstLine the number of the lesson's first line in it, from 1
 * @param indentation by how much the lesson is indented there
 * @param lines how many lines the lesson has
 * @param kotlinCompiler the Kotlin compiler's command; null for Java
 */
public record Change(
    String fileName, String text, int firstLine, int indentation, int lines, String kotlinCompiler)
    implements Serializable {

  /**
   * Compiles the file.
   *
   * @param folder where to
   * @param told is told of what the compiler has to say
   * @return the classes; nothing if there is an error
   */
  Optional<ChangedClasses> compile(Path folder, Consumer<Report> told) throws IOException {
    var classes = Files.createTempDirectory(folder, "classes");
    var source = Files.writeString(classes.resolve(fileName), text, UTF_8);
    boolean good =
        kotlinCompiler == null
            ? compileJava(source, classes, told)
            : new KotlinCompiler(kotlinCompiler).compile(source, classes, reported(told));
    return good ? Optional.of(new ChangedClasses(classes)) : Optional.empty();
  }

  private boolean compileJava(Path source, Path classes, Consumer<Report> told) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      var home = System.getProperty("java.home");
      told.accept(
          new Report.Diagnosed(
              0, 0, true, "the Java in " + home + " has no compiler: it is a JRE, no JDK"));
      return false;
    }
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      var options =
          List.of(
              "-proc:none",
              "-Xlint:all,-serial,-processing",
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      return compiler
          .getTask(
              null,
              files,
              diagnostic -> report(diagnostic, reported(told)),
              options,
              null,
              files.getJavaFileObjects(source))
          .call();
    }
  }

  private static void report(
      Diagnostic<? extends JavaFileObject> diagnostic, Consumer<Report.Diagnosed> told) {
    told.accept(
        new Report.Diagnosed(
            Math.max(0, diagnostic.getLineNumber()),
            Math.max(0, diagnostic.getColumnNumber()),
            diagnostic.getKind() == Diagnostic.Kind.ERROR,
            diagnostic.getMessage(Locale.ROOT)));
  }

  /**
   * Takes the file's lines and columns, and tells of the lesson's; what is in no line of it, in
   * none.
   */
  private Consumer<Report.Diagnosed> reported(Consumer<Report> told) {
    return diagnosed -> {
      long line = diagnosed.line() - firstLine + 1;
      boolean within = line >= 1 && line <= lines;
      if (within || diagnosed.error()) {
        told.accept(
            new Report.Diagnosed(
                within ? line : 0,
                within ? Math.max(1, diagnosed.column() - indentation) : 0,
                diagnosed.error(),
                diagnosed.message()));
      }
    };
  }
}

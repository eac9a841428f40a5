package dev.tandem.threads.samples;

import dev.tandem.samples.SampleException;
import dev.tandem.samples.service.ServeOptions;
import dev.tandem.threads.Event;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.net.URI;
import java.util.function.Consumer;

/** A web service on loopback that a sample has running, by Javalin. */
public final class JavalinService implements AutoCloseable {
  private final Javalin server;

  private JavalinService(Javalin server) {
    this.server = server;
  }

  /**
   * Starts a service.
   *
   * @param options where it listens
   * @param routes adds the routes
   * @throws SampleException if the port is taken
   */
  public static JavalinService start(ServeOptions options, Consumer<JavalinConfig> routes)
      throws SampleException {
    int port = options.port();
    var server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              config.jetty.host = ServeOptions.HOST;
              routes.accept(config);
            });
    try {
      server.start(port);
    } catch (JavalinBindException e) {
      server.stop();
      throw options.portTaken();
    }
    return new JavalinService(server);
  }

  /** Where it is. */
  public URI url() {
    return ServeOptions.url(server.port());
  }

  /**
   * Says where it is, and leaves it to its clients until this thread is interrupted.
   *
   * @param routes what there is to ask for
   * @param out where to say it
   */
  public void serve(String routes, PrintStream out) throws InterruptedException {
    out.println("serving " + routes + " until Ctrl-C");
    new Event().await(); // which nobody sets
  }

  /** Ends it, and its threads. */
  @Override
  public void close() {
    server.stop();
  }
}

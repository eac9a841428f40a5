package dev.tandem.interop.samples;

import dev.tandem.samples.Stage;
import java.time.Duration;

/**
 * A source of {@link WebService} that can be read by blocking only.
 *
 * @param stage how fast time goes
 */
public record Database(Stage stage) {
  /** Blocks until it is read. */
  public String read() throws InterruptedException {
    stage.sleep(Duration.ofMillis(200));
    return "read_db";
  }
}

package dev.tandem.interop.samples;

import dev.tandem.coroutines.samples.SharedResource;
import dev.tandem.interop.Blocking;
import dev.tandem.samples.Stage;
import java.time.Duration;

/** The threads' half of {@link SemaphorePermits}. */
final class PermitThread {
  private static final Duration WORK = Duration.ofSeconds(1);

  private PermitThread() {}

  static void use(SharedResource resource, String name, Stage stage) throws InterruptedException {
    var semaphore = Blocking.asBlockingSemaphore(resource.getSemaphore());
    semaphore.acquire();
    try {
      resource.enter(name);
      stage.sleep(WORK);
      resource.leave();
    } finally {
      semaphore.release();
    }
  }
}

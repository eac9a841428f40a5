package dev.tandem.interop.samples.failures;

import dev.tandem.interop.Suspend;
import dev.tandem.interop.SuspendScope;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.ExecutorsKt;

/** Java in a coroutine blocks a dispatcher's only thread for a suspend function that needs it. */
public final class WaitOnTheLoopAcrossTheBridge {
  private WaitOnTheLoopAcrossTheBridge() {}

  // snippet: program
  public static void main(String[] args) throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    CoroutineContext onTheLoop = ExecutorsKt.from(loop);
    try (SuspendScope scope = SuspendScope.open(loop)) { // what it starts runs on the loop
      for (CoroutineContext context : List.of(onTheLoop, EmptyCoroutineContext.INSTANCE)) {
        try {
          scope.future(c -> Suspend.block(context, d -> DelayKt.delay(10, d))).get();
          System.out.println("done");
        } catch (ExecutionException e) {
          System.out.println(e.getCause().getMessage());
        }
      }
    } finally {
      loop.shutdown();
    }
  }
  // end
}

// Output:
// … has this thread, … block in another context, or in none
// done

package example.modular;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.coroutines.JoinableQueue;
import dev.tandem.interop.Suspend;
import dev.tandem.threads.ProcessPool;
import java.util.List;
import java.util.stream.Stream;
import kotlin.Unit;
import kotlinx.coroutines.CoroutineScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModularTest {
  @Test
  void everythingIsInAModuleOfItsOwn() {
    assertEquals(
        List.of(
            "example.modular",
            "dev.tandem.threads",
            "dev.tandem.coroutines",
            "dev.tandem.interop",
            "kotlin.stdlib",
            "kotlinx.coroutines.core"),
        Stream.of(
                Modular.class,
                ProcessPool.class,
                JoinableQueue.class,
                Suspend.class,
                Unit.class,
                CoroutineScope.class)
            .map(type -> type.getModule().getName())
            .toList());
  }

  @Test
  void gathersFutures() throws Exception {
    assertEquals(List.of(1, 2, 3), Modular.lengths(List.of("a", "bc", "def")));
  }

  @Test
  void runsItsModulesInAnotherProcess() throws Exception {
    assertEquals("example.modular", Modular.moduleInAnotherProcess());
  }

  @Test
  void sharesAQueueWithCoroutines() throws Exception {
    var letters = List.of("a", "b", "c");
    assertEquals(letters, Modular.throughAQueueOfCoroutines(letters));
  }
}

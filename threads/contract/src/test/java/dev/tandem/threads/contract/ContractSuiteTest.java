package dev.tandem.threads.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tandem.threads.JoinableQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A suite that a broken engine passes would be worth nothing. */
class ContractSuiteTest {
  @Test
  void aQueueWhosePollOwesNoTaskDoneIsCaught() {
    var summary = new SummaryGeneratingListener();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Broken.class));
    LauncherFactory.create().execute(request.build(), summary);
    var caught =
        summary.getSummary().getFailures().stream()
            .map(failure -> failure.getTestIdentifier().getDisplayName())
            .collect(Collectors.toSet());
    assertTrue(caught.contains("anItemThatLeavesByAnyDoorIsOwedOneTaskDone()"), caught::toString);
  }

  static class Broken extends JoinableQueueContract implements QueueEngine {
    @Override
    protected QueueEngine engine() {
      return this;
    }

    @Override
    public <E> JoinableQueue<E> fifo(int capacity) {
      return broken(JoinableQueue.fifo(capacity));
    }

    @Override
    public <E> JoinableQueue<E> lifo(int capacity) {
      return broken(JoinableQueue.lifo(capacity));
    }

    @Override
    public <E> JoinableQueue<E> priority(int capacity, Comparator<? super E> order) {
      return broken(JoinableQueue.priority(capacity, order));
    }

    @SuppressWarnings("unchecked")
    private static <E> JoinableQueue<E> broken(JoinableQueue<E> queue) {
      return (JoinableQueue<E>)
          Proxy.newProxyInstance(
              Broken.class.getClassLoader(),
              new Class<?>[] {JoinableQueue.class},
              (proxy, method, arguments) -> {
                try {
                  var result = method.invoke(queue, arguments);
                  if (method.getName().equals("poll") && result != null) {
                    queue.taskDone(); // the defect
                  }
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}

package dev.tandem.samples.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdmissionTest {
  @Test
  void aClientIsRefusedBeyondItsShareAndOthersAreNot() throws Exception {
    var admission = new Admission(2, 10);
    admission.admit("hostile");
    admission.admit("hostile");
    assertEquals("one client may have 2 under way at a time", refusal(admission, "hostile"));
    admission.admit("another");
  }

  @Test
  void allTogetherAreRefusedBeyondTheTotal() throws Exception {
    var admission = new Admission(2, 3);
    admission.admit("a");
    admission.admit("b");
    admission.admit("c");
    assertEquals("all clients may have 3 under way at a time", refusal(admission, "d"));
    assertEquals("all clients may have 3 under way at a time", refusal(admission, "a"));
  }

  @Test
  void whatIsGivenBackIsGivenToTheNext() throws Exception {
    var admission = new Admission(1, 1);
    admission.admit("a").close();
    var permit = admission.admit("b");
    refusal(admission, "c");
    permit.close();
    admission.admit("c");
  }

  @Test
  void aPermitThatIsGivenBackTwiceCountsOnce() throws Exception {
    var admission = new Admission(2, 2);
    var permit = admission.admit("a");
    admission.admit("a");
    permit.close();
    permit.close();
    admission.admit("a");
    refusal(admission, "a");
  }

  @Test
  void aRefusalTakesNothing() throws Exception {
    var admission = new Admission(1, 2);
    admission.admit("a");
    for (int i = 0; i < 10; i++) {
      refusal(admission, "a");
    }
    admission.admit("b");
  }

  @Test
  void clientsWithNothingUnderWayAreForgotten() throws Exception {
    var admission = new Admission(1, 1);
    for (int i = 0; i < 1_000; i++) {
      admission.admit("client " + i).close();
    }
    assertEquals(0, admission.clients());
  }

  @Test
  void boundsBelowOneAreRefusedByValue() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Admission(0, 7));
    assertEquals("perClient and total must be at least 1, not 0 and 7", refusal.getMessage());
  }

  @Test
  void theBoundsHoldForManyThreadsAndNothingIsLost() throws Exception {
    var admission = new Admission(2, 5);
    var own = new AtomicIntegerArray(4);
    var all = new AtomicInteger();
    var crowd = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        int client = t % 4;
        tasks.add(() -> askOften(admission, client, own, all));
      }
      int admitted = 0;
      for (var task : crowd.invokeAll(tasks)) {
        admitted += task.get(30, SECONDS);
      }
      assertTrue(admitted > 0);
      assertEquals(0, admission.clients());
      for (int i = 0; i < 5; i++) {
        admission.admit("afterwards " + i);
      }
    } finally {
      crowd.shutdownNow();
    }
  }

  private static int askOften(
      Admission admission, int client, AtomicIntegerArray own, AtomicInteger all) {
    int admitted = 0;
    for (int i = 0; i < 2_000; i++) {
      try (var permit = admission.admit("client " + client)) {
        admitted++;
        assertTrue(own.incrementAndGet(client) <= 2);
        assertTrue(all.incrementAndGet() <= 5);
        all.decrementAndGet();
        own.decrementAndGet(client);
      } catch (BusyException refused) {
        Thread.onSpinWait();
      }
    }
    return admitted;
  }

  private static String refusal(Admission admission, String client) {
    return assertThrows(BusyException.class, () -> admission.admit(client)).getMessage();
  }
}

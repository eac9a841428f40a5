package dev.tandem.interop.samples;

import dev.tandem.coroutines.samples.Mailbox;
import dev.tandem.coroutines.samples.WaitingRoom;
import dev.tandem.interop.Blocking;
import dev.tandem.threads.Guard;
import java.util.List;

/** The threads' half of {@link ConditionWaiters}. */
final class ConditionThread {
  private ConditionThread() {}

  static void await(WaitingRoom room, String name) throws InterruptedException {
    var mutex = room.getMutex();
    var bell = Blocking.asBlockingCondition(room.getBell(), mutex);
    var comingAndGoing = Blocking.asBlockingCondition(room.getComingAndGoing(), mutex);
    try (var held = Guard.holdInterruptibly(Blocking.asLock(mutex))) {
      room.setWaiting(room.getWaiting() + 1);
      comingAndGoing.signalAll();
      bell.await();
      room.getOut().println(name + " wakes up");
      room.setWaiting(room.getWaiting() - 1);
      comingAndGoing.signalAll();
    }
  }

  static void putAll(Mailbox mailbox, List<String> letters) throws InterruptedException {
    var lock = Blocking.asLock(mailbox.getMutex());
    var arrival = Blocking.asBlockingCondition(mailbox.getArrival(), mailbox.getMutex());
    for (var letter : letters) {
      try (var held = Guard.holdInterruptibly(lock)) {
        mailbox.getOut().println("letter " + letter);
        mailbox.getLetters().add(letter);
        arrival.signal();
      }
    }
  }
}

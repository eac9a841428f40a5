package dev.tandem.interop.samples.solutions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitStackTest {
  /** As many resources as it takes, closed from the last to the first: Python's ExitStack. */
  static final class ExitStack implements AutoCloseable {
    private final Deque<AutoCloseable> entered = new ArrayDeque<>();

    <R extends AutoCloseable> R enter(R resource) {
      entered.push(resource);
      return resource;
    }

    @Override
    public void close() throws Exception {
      Exception first = null;
      while (!entered.isEmpty()) {
        try {
          entered.pop().close();
        } catch (Exception e) { // the others are closed all the same
          if (first == null) {
            first = e;
          } else {
            first.addSuppressed(e);
          }
        }
      }
      if (first != null) {
        throw first;
      }
    }
  }

  @Test
  void theLastOneInIsTheFirstOneOut() throws Exception {
    List<String> closed = new ArrayList<>();
    try (var stack = new ExitStack()) {
      for (String name : List.of("a", "b", "c")) {
        stack.enter(() -> closed.add(name));
      }
    }
    assertEquals(List.of("c", "b", "a"), closed);
  }

  @Test
  void whatTheBodyThrowsIsThrownAndWhatClosingThrowsIsSuppressed() {
    List<String> closed = new ArrayList<>();
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (var stack = new ExitStack()) {
                for (String name : List.of("a", "b", "c")) {
                  stack.enter(
                      () -> {
                        closed.add(name);
                        throw new IllegalStateException("closing " + name);
                      });
                }
                throw new IllegalStateException("the body");
              }
            });
    assertEquals("the body", thrown.getMessage());
    Throwable closing = thrown.getSuppressed()[0]; // by try-with-resources
    assertEquals("closing c", closing.getMessage());
    assertEquals(
        List.of("closing b", "closing a"),
        Stream.of(closing.getSuppressed()).map(Throwable::getMessage).toList()); // by the stack
    assertEquals(List.of("c", "b", "a"), closed);
  }
}

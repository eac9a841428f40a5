package dev.tandem.samples;

import java.awt.AWTError;
import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.Timer;

/**
 * The one thread that handles a program's events, in the order in which they come: Swing's where
 * there is a display, with a window that counts tenths of a second for as long as it is alive; a
 * thread of its own where there is none.
 */
public final class EventThread implements Executor, AutoCloseable {
  private static final int TICK_MILLIS = 100;
  private static final String CAPTION = "stands still while the event thread is busy";

  private final Executor events;
  private final Runnable end;

  private EventThread(Executor events, Runnable end) {
    this.events = events;
    this.end = end;
  }

  /**
   * Starts it.
   *
   * @param title what the window says above
   * @throws InterruptedException if the thread is interrupted before the window is there
   */
  public static EventThread open(String title) throws InterruptedException {
    return hasDisplay() ? withWindow(title) : withoutWindow();
  }

  private static boolean hasDisplay() {
    try {
      return !GraphicsEnvironment.isHeadless()
          && GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length > 0;
    } catch (AWTError | NoClassDefFoundError e) { // a display is named, and nobody answers there
      return false;
    }
  }

  private static EventThread withoutWindow() {
    var group = new ThreadGroup("events");
    var thread = Executors.newSingleThreadExecutor(task -> new Thread(group, task, "events"));
    var closed = new AtomicBoolean();
    return new EventThread(
        event -> thread.execute(() -> handle(event, closed.get())),
        () -> {
          closed.set(true);
          thread.shutdown(); // and no shutdownNow: a coroutine waits for the event that resumes it
          group.interrupt();
        });
  }

  private static void handle(Runnable event, boolean closed) {
    if (closed) {
      Thread.currentThread().interrupt(); // an executor takes an interruption back between tasks
    }
    event.run();
  }

  private static EventThread withWindow(String title) throws InterruptedException {
    var window = CompletableFuture.supplyAsync(() -> Window.open(title), EventQueue::invokeLater);
    try {
      var opened = window.get();
      return new EventThread(EventQueue::invokeLater, () -> EventQueue.invokeLater(opened::close));
    } catch (InterruptedException e) {
      window.thenAcceptAsync(Window::close, EventQueue::invokeLater);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("there is a display, but no window", e.getCause());
    }
  }

  /** Has an event handled once those before it have been. */
  @Override
  public void execute(Runnable event) {
    events.execute(event);
  }

  /**
   * Closes the window, or interrupts the event that the thread is at and those that have come, with
   * which it ends.
   */
  @Override
  public void close() {
    end.run();
  }

  /** Shows for how many tenths of a second it has been alive. For the event thread only. */
  private record Window(JFrame frame, Timer clock) implements AutoCloseable {
    static Window open(String title) {
      var tenths = new AtomicInteger();
      var label = new JLabel("0", JLabel.CENTER);
      label.setFont(label.getFont().deriveFont(48f));
      var frame = new JFrame(title);
      frame.add(label);
      frame.add(new JLabel(CAPTION, JLabel.CENTER), BorderLayout.SOUTH);
      frame.setSize(480, 160);
      frame.setLocationByPlatform(true);
      frame.setVisible(true);
      var clock = new Timer(TICK_MILLIS, tick -> label.setText("" + tenths.incrementAndGet()));
      clock.start();
      return new Window(frame, clock);
    }

    @Override
    public void close() {
      clock.stop(); // or else it keeps the event thread, and so the JVM, alive
      frame.dispose();
    }
  }
}

package dev.tandem.threads.samples;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Listens whether a client hangs up while it waits for an answer. Jetty by itself does not look at
 * a connection of HTTP/1.1 before there is something to write to it.
 */
final class HangUp implements Callback {
  /*
   * Jetty asks the connection for nothing while a request is under way, so we may: once, for what
   * comes next. The end of it is a client that is gone. Anything else is the client's next request,
   * sent early, and goes to the buffer from which Jetty reads that in its time. Before the answer is
   * written, Jetty's own place as the one who asks has to be free again: `stop` sees to that.
   */
  private static final int SOME = 64;

  private final AbstractEndPoint client;
  private final CompletableFuture<?> task;
  private boolean stopped;

  private HangUp(AbstractEndPoint client, CompletableFuture<?> task) {
    this.client = client;
    this.task = task;
  }

  /**
   * Cancels a task, with {@code cancel(true)}, if the client hangs up first.
   *
   * @return what is to be stopped before anything is written to the client
   */
  static HangUp cancels(CompletableFuture<?> task, Context request) {
    var connection =
        ServletContextRequest.getServletContextRequest(request.req())
            .getConnectionMetaData()
            .getConnection();
    var hangUp = new HangUp((AbstractEndPoint) connection.getEndPoint(), task);
    hangUp.client.tryFillInterested(hangUp);
    return hangUp;
  }

  /** Something has come from the client. */
  @Override
  public void succeeded() {
    if (isHungUp()) {
      task.cancel(true);
    }
  }

  /** The connection was closed on this side; or we stopped. */
  @Override
  public synchronized void failed(Throwable why) {
    if (!stopped) {
      task.cancel(true);
    }
  }

  private synchronized boolean isHungUp() {
    if (stopped) {
      return false; // Jetty reads it
    }
    var next = BufferUtil.allocate(SOME);
    try {
      return client.fill(next) < 0 || giveBack(next);
    } catch (IOException reset) {
      return true;
    }
  }

  private boolean giveBack(ByteBuffer next) {
    if (next.hasRemaining()) {
      ((Connection.UpgradeTo) client.getConnection()).onUpgradeTo(next);
    }
    return false;
  }

  /** Leaves the client to Jetty. */
  synchronized void stop() {
    if (!stopped) {
      stopped = true;
      client.getFillInterest().onFail(new IOException("the answer comes first"));
    }
  }
}

package dev.tandem.interop;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.request.BuildersKt;
import io.ktor.client.statement.HttpResponse;
import java.util.concurrent.CompletableFuture;
import kotlin.Unit;
import kotlinx.coroutines.CoroutineScope;
import org.jspecify.annotations.NullMarked;

/** Java calls a suspend function that others wrote: ktor's {@code HttpClient.get}. */
@NullMarked
final class PageLoader implements AutoCloseable {
  private final HttpClient client = HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);

  CompletableFuture<HttpResponse> load(CoroutineScope scope, String url) {
    return Suspend.future(scope, c -> BuildersKt.get(client, url, request -> Unit.INSTANCE, c));
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.ramal.bench.load;

import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Posts signed callbacks to a gateway, as many at once as there are connections. */
public final class CallbackSender implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final int TAKEN = 204;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final AtomicReference<String> refused = new AtomicReference<>();
  private final int port;
  private final String authToken;

  public CallbackSender(int port, String authToken) {
    this.port = port;
    this.authToken = authToken;
  }

  /** Waits for a free connection; the answer is not waited for. */
  public void send(InboundCallbacks callbacks, int call, int step) {
    String path = InboundCallbacks.path(call);
    SortedMap<String, String> form = callbacks.form(call, step);
    free.acquireUninterruptibly();
    http.request(HttpMethod.POST, port, "localhost", path)
        .compose(
            request ->
                request
                    .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .putHeader(
                        "X-Twilio-Signature",
                        TwilioSigning.sign(Room.PUBLIC_BASE + path, form, authToken))
                    .send(InboundCallbacks.body(form)))
        .compose(
            response -> {
              if (response.statusCode() != TAKEN) {
                refused.compareAndSet(null, "the gateway answered " + response.statusCode());
              }
              return response.end();
            })
        .onFailure(failure -> refused.compareAndSet(null, "a callback failed: " + failure))
        .onComplete(answered -> free.release());
  }

  /** Waits for all answers; fails when one callback was not taken. */
  public void flush() {
    free.acquireUninterruptibly(CONNECTIONS);
    free.release(CONNECTIONS);
    if (refused.get() != null) {
      throw new ServerFailure(refused.get());
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

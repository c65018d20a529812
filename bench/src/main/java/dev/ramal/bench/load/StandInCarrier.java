package dev.ramal.bench.load;

import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes every call and message that Twilio's API is asked for, at once or, for one account, slowly,
 * and knows any account of Telnyx. No callback ever comes: clicks are measured, not calls.
 */
public final class StandInCarrier implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong sids = new AtomicLong();
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final Map<String, String> handles = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final AtomicInteger messages = new AtomicInteger();
  private volatile long lastMessage;
  private volatile String slowAccount = "";
  private volatile Duration delay = Duration.ZERO;

  public StandInCarrier() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.setExpectMultipart(request.method().equals(HttpMethod.POST));
                  request.endHandler(read -> take(request));
                })
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  public String url() {
    return "http://localhost:" + server.actualPort();
  }

  /** From now on this account's requests are answered so much later. */
  public void slowDown(String account, Duration by) {
    slowAccount = account;
    delay = by;
  }

  /**
   * When the carrier was first asked for something for this call of ours.
   *
   * @return null when it was not
   */
  public Long asked(String callId) {
    return asked.get(callId);
  }

  /**
   * The handle of the first leg of a call of ours.
   *
   * @throws ServerFailure when none is asked for
   */
  public String awaitHandle(String callId, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!handles.containsKey(callId)) {
      if (System.nanoTime() > deadline) {
        throw new ServerFailure("no leg was asked for of call " + callId);
      }
      LockSupport.parkNanos(500_000);
    }
    return handles.get(callId);
  }

  /** For how many calls of ours it was asked. */
  public int calls() {
    return asked.size();
  }

  private void take(HttpServerRequest request) {
    long now = System.nanoTime();
    if (!request.path().contains("/Accounts/")) {
      telnyx(request);
      return;
    }
    String account = request.path().split("/")[3].replace(".json", "");
    if (request.method().equals(HttpMethod.GET)) {
      // What is asked about a new account; it is known, and owns no number.
      JsonObject known =
          new JsonObject()
              .put("sid", account)
              .put("status", "active")
              .put("incoming_phone_numbers", new JsonArray())
              .put("messages", new JsonArray())
              .put("page", 0)
              .put("page_size", 1000)
              .put("first_page_uri", request.path())
              .put("next_page_uri", null)
              .put("uri", request.path());
      request.response().putHeader("Content-Type", "application/json").end(known.toBuffer());
      return;
    }
    if (request.path().endsWith("/Messages.json")) {
      messages.incrementAndGet();
      lastMessage = now;
      answer(request, account, message(account));
      return;
    }
    String sid = "CA%032x".formatted(sids.incrementAndGet());
    String callback = request.getFormAttribute("StatusCallback");
    if (callback != null) {
      String ours = callback.replaceFirst(".*[?&]call=([^&]*).*", "$1");
      asked.putIfAbsent(ours, now);
      handles.putIfAbsent(ours, sid);
    }
    JsonObject call =
        new JsonObject().put("sid", sid).put("account_sid", account).put("status", "queued");
    answer(request, account, call);
  }

  private JsonObject message(String account) {
    return new JsonObject()
        .put("sid", "SM%032x".formatted(sids.incrementAndGet()))
        .put("account_sid", account)
        .put("status", "queued")
        .put("num_segments", "1")
        .put("num_media", "0");
  }

  /** How many messages it has taken. */
  public int messages() {
    return messages.get();
  }

  /** When it was asked for the last of them ({@link System#nanoTime}). */
  public long lastMessage() {
    return lastMessage;
  }

  /** What Telnyx is asked about a new account; it is known, and owns no number. */
  private static void telnyx(HttpServerRequest request) {
    Object data =
        request.path().endsWith("/phone_numbers")
            ? new JsonArray()
            : new JsonObject().put("call_cost_in_webhooks", true);
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("data", data).toBuffer());
  }

  private void answer(HttpServerRequest request, String account, JsonObject call) {
    Runnable send =
        () ->
            request
                .response()
                .setStatusCode(201)
                .putHeader("Content-Type", "application/json")
                .end(call.toBuffer());
    if (account.equals(slowAccount)) {
      vertx.setTimer(delay.toMillis(), timer -> send.run());
    } else {
      send.run();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

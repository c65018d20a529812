package dev.ramal.bench.load;

import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
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
import java.util.function.BiConsumer;

/**
 * Takes every call and message that Twilio's API is asked for, at once or, for one account, slowly,
 * and knows any account of Telnyx. No callback ever comes by itself: clicks are measured, not
 * calls. Every message has arrived, with a price, as soon as somebody asks.
 */
public final class StandInCarrier implements AutoCloseable {
  private static final Duration LOOK = Duration.ofNanos(500_000);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong sids = new AtomicLong();
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final Map<String, String> handles = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger atOneTime = new AtomicInteger();
  private final AtomicInteger mostAtOneTime = new AtomicInteger();
  private volatile BiConsumer<String, String> hearsOfMessages = (ours, sid) -> {};
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
    if (!Waiting.until(() -> handles.containsKey(callId), LOOK, patience)) {
      throw new ServerFailure("no leg was asked for of call " + callId);
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
    if (request.method().equals(HttpMethod.GET) && request.path().contains("/Messages/")) {
      end(request, 200, arrived(account, request.path()));
      return;
    }
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
      end(request, 200, known);
      return;
    }
    mostAtOneTime.accumulateAndGet(atOneTime.incrementAndGet(), Math::max);
    if (request.path().endsWith("/Messages.json")) {
      take(request, account, now);
      return;
    }
    String sid = "CA%032x".formatted(sids.incrementAndGet());
    String callback = request.getFormAttribute("StatusCallback");
    if (callback != null) {
      String ours = idIn(callback, "call");
      asked.putIfAbsent(ours, now);
      handles.putIfAbsent(ours, sid);
    }
    JsonObject call =
        new JsonObject().put("sid", sid).put("account_sid", account).put("status", "queued");
    answer(request, account, call);
  }

  private void take(HttpServerRequest request, String account, long now) {
    String sid = "SM%032x".formatted(sids.incrementAndGet());
    String callback = request.getFormAttribute("StatusCallback");
    messages.incrementAndGet();
    lastMessage = now;
    answer(request, account, message(account, sid));
    if (callback != null) {
      hearsOfMessages.accept(idIn(callback, "message"), sid);
    }
  }

  /** Our id, as it stands in the address of a callback. */
  private static String idIn(String callback, String name) {
    return callback.replaceFirst(".*[?&]" + name + "=([^&#]*).*", "$1");
  }

  private static JsonObject message(String account, String sid) {
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", account)
        .put("status", "queued")
        .put("num_segments", "1")
        .put("num_media", "0");
  }

  private static JsonObject arrived(String account, String path) {
    String sid = path.replaceFirst(".*/Messages/([^.]*).*", "$1");
    return message(account, sid)
        .put("status", "delivered")
        .put("price", "-0.0075")
        .put("price_unit", "USD");
  }

  /**
   * From now on somebody hears of each message that is taken, when it is answered: on the thread
   * that answers.
   *
   * @param hears of our id and the carrier's
   */
  public void tellOfMessages(BiConsumer<String, String> hears) {
    hearsOfMessages = hears;
  }

  /** How many requests for calls and messages were open at one time, at most, since last asked. */
  public int mostAtOneTime() {
    return mostAtOneTime.getAndSet(0);
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
    end(request, 200, new JsonObject().put("data", data));
  }

  private void answer(HttpServerRequest request, String account, JsonObject made) {
    Runnable send =
        () -> {
          atOneTime.decrementAndGet();
          end(request, 201, made);
        };
    if (account.equals(slowAccount)) {
      vertx.setTimer(delay.toMillis(), timer -> send.run());
    } else {
      send.run();
    }
  }

  private static void end(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

package dev.ramal.bench.crm;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RD Station CRM v2 as far as notes need it: whoever is looked for is there, with one open deal. It
 * keeps every note and knows which call it is about. It can be away, and it can limit requests to
 * so many in any minute.
 */
final class StandInCrm implements AutoCloseable {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  /** A person is looked for by 200 spellings of the phone. */
  private static final int LONGEST_FILTER = 65_536;

  private static final Pattern PHONE = Pattern.compile("phone:\\(?\"?([^\",)]+)");
  private static final Pattern CONTACT = Pattern.compile("contact_id:([A-Za-z0-9-]+)");
  private static final Pattern NOTES = Pattern.compile("/crm/v2/deals/([^/]+)/notes");

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong notes = new AtomicLong();
  private final Map<String, String> calls = new ConcurrentHashMap<>();
  private final Deque<Long> lastMinute = new ArrayDeque<>();
  private volatile long lastNote;
  private volatile boolean away;
  private volatile int perMinute;

  StandInCrm() {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setMaxInitialLineLength(LONGEST_FILTER))
            .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://localhost:" + server.actualPort();
  }

  /** From now on nothing is answered but that it cannot be. */
  void away(boolean now) {
    away = now;
  }

  /**
   * @param requestsPerMinute of all organizations together; 0 for no limit
   */
  void limit(int requestsPerMinute) {
    perMinute = requestsPerMinute;
  }

  /** Requests so far, whatever was answered. */
  long requests() {
    return requests.get();
  }

  /** Those of them that were too many. */
  long refused() {
    return refused.get();
  }

  /** Notes that stand, those that stand twice included. */
  long notes() {
    return notes.get();
  }

  /** Of how many calls notes stand. */
  long calls() {
    return calls.size();
  }

  /** When the last note was written ({@link System#nanoTime}). */
  long lastNote() {
    return lastNote;
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (request.path().equals("/oauth2/token")) {
      JsonObject pair =
          new JsonObject()
              .put("access_token", "a")
              .put("refresh_token", "r")
              .put("expires_in", 7200);
      end(request, 200, pair);
      return;
    }
    requests.incrementAndGet();
    Matcher onDeal = NOTES.matcher(request.path());
    if (away) {
      end(request, 503, new JsonObject());
    } else if (isTooMuch()) {
      refused.incrementAndGet();
      request.response().putHeader("Retry-After", "5");
      end(request, 429, new JsonObject());
    } else if (!onDeal.matches()) {
      end(request, 200, list(found(request)));
    } else if (request.method().name().equals("POST")) {
      String text = body.toJsonObject().getJsonObject("data").getString("description");
      end(
          request,
          201,
          new JsonObject().put("data", new JsonObject().put("id", keep(text, onDeal.group(1)))));
    } else {
      JsonObject note = new JsonObject().put("id", "n").put("description", "");
      calls.forEach(
          (call, deal) -> {
            if (deal.equals(onDeal.group(1))) {
              note.put("description", note.getString("description") + marker(call));
            }
          });
      end(request, 200, list(note));
    }
  }

  private static String marker(String call) {
    return "Ramal: ligação " + call + "\n";
  }

  /** The call stands at the end of a note. */
  private String keep(String text, String deal) {
    calls.put(text.substring(text.lastIndexOf(' ') + 1), deal);
    lastNote = System.nanoTime();
    return "n" + notes.incrementAndGet();
  }

  private static JsonObject found(HttpServerRequest request) {
    String filter = request.getParam("filter", "");
    Matcher contact = CONTACT.matcher(filter);
    if (contact.find()) {
      return new JsonObject()
          .put("id", "d-" + contact.group(1))
          .put("name", "Plano anual")
          .put("status", "ongoing")
          .put("contact_ids", new JsonArray().add(contact.group(1)));
    }
    Matcher phone = PHONE.matcher(filter);
    String found = phone.find() ? phone.group(1) : "";
    return new JsonObject()
        .put("id", "c" + found.replaceAll("[^0-9]", ""))
        .put("name", "Contato")
        .put("phones", new JsonArray().add(new JsonObject().put("phone", found)));
  }

  private static JsonObject list(JsonObject only) {
    return new JsonObject().put("data", new JsonArray().add(only));
  }

  private boolean isTooMuch() {
    long now = System.nanoTime();
    while (!lastMinute.isEmpty() && now - lastMinute.peekFirst() > MINUTE_NANOS) {
      lastMinute.removeFirst();
    }
    if (perMinute == 0 || lastMinute.size() < perMinute) {
      if (perMinute > 0) {
        lastMinute.addLast(now);
      }
      return false;
    }
    return true;
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

package dev.ramal.gateway.instructions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands where call-service would: a foreign service is met at its HTTP edge only. */
public final class CallServiceStub implements QuarkusTestResourceLifecycleManager {
  static final String TWIML = "<Response><Dial><Conference>call-1</Conference></Dial></Response>";

  /** What was asked. */
  record Asked(String path, String authorization, String body) {}

  /** How to answer. */
  enum Mood {
    DECIDED,
    LETS_GO,
    BROKEN,
    REFUSING,
    EMPTY,
    SILENT
  }

  static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
  static volatile Mood mood = Mood.DECIDED;
  static volatile CountDownLatch silence = new CountDownLatch(0);

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/internal/voice", CallServiceStub::answer);
    server.start();
    return Map.of(
        "ramal.call-service.url",
        "http://localhost:" + server.getAddress().getPort(),
        "ramal.instructions.deadline",
        "800ms");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    ASKED.add(
        new Asked(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    switch (mood) {
      case DECIDED ->
          send(exchange, 200, "{\"contentType\":\"text/xml\",\"body\":\"" + TWIML + "\"}");
      case LETS_GO ->
          send(
              exchange,
              200,
              "{\"contentType\":\"text/xml\",\"body\":\"" + TWIML + "\",\"apology\":true}");
      case BROKEN -> send(exchange, 500, "{}");
      case REFUSING -> send(exchange, 404, "{}");
      case EMPTY -> send(exchange, 200, "{}");
      case SILENT -> {
        await();
        exchange.close();
      }
    }
  }

  private static void await() {
    try {
      silence.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static void be(Mood next) {
    silence.countDown();
    silence = new CountDownLatch(next == Mood.SILENT ? 1 : 0);
    mood = next;
    ASKED.clear();
  }

  @Override
  public void stop() {
    silence.countDown();
    server.stop(0);
  }
}

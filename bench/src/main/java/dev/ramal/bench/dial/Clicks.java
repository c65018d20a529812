package dev.ramal.bench.dial;

import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.Pace;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** People who click to call, at a steady pace. */
final class Clicks implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(200));
  private final int port;
  private final AtomicInteger next = new AtomicInteger();

  Clicks(int port) {
    this.port = port;
  }

  /** Connects a carrier account and says where an agent is rung. */
  void prepare(String adminToken, String agentToken, String account, String number, String phone) {
    JsonObject connection =
        ask(
            HttpMethod.POST,
            "/api/carriers",
            adminToken,
            new JsonObject()
                .put("carrier", "twilio")
                .put("accountSid", account)
                .put("authToken", "0123456789abcdef0123456789abcdef")
                .put("numbers", new JsonArray().add(number)));
    if (!connection.getBoolean("enabled")) {
      throw new ServerFailure("the carrier account was not enabled: " + connection);
    }
    ask(
        HttpMethod.PUT,
        "/api/agents/me",
        agentToken,
        new JsonObject().put("endpoint", "phone").put("phone", phone));
  }

  /**
   * Clicks for a while; each takes from the moment in which it should have happened to the answer.
   */
  Result run(String token, double perSecond, Duration length) {
    Latencies latencies = new Latencies();
    Map<String, Long> due = new ConcurrentHashMap<>();
    AtomicReference<String> refused = new AtomicReference<>();
    Phaser open = new Phaser(1);
    new Pace(perSecond)
        .run(
            length,
            (number, dueNanos) -> {
              String to = lead();
              open.register();
              send(HttpMethod.POST, "/api/calls", token, new JsonObject().put("to", to))
                  .whenComplete(
                      (call, failure) -> {
                        latencies.add(System.nanoTime() - dueNanos);
                        if (failure == null) {
                          due.put(call.getString("id"), dueNanos);
                        } else {
                          refused.compareAndSet(null, failure.getMessage());
                        }
                        open.arriveAndDeregister();
                      });
            });
    open.arriveAndAwaitAdvance();
    if (refused.get() != null) {
      throw new ServerFailure("a click was not taken: " + refused.get());
    }
    return new Result(latencies, due);
  }

  /**
   * Clicks, and clicks again when there is an answer.
   *
   * @param goesOn asked after each answer
   * @return done when it does not go on; failed with the first click that was not taken
   */
  CompletableFuture<Void> again(String token, BooleanSupplier goesOn) {
    return send(HttpMethod.POST, "/api/calls", token, new JsonObject().put("to", lead()))
        .thenCompose(
            call ->
                goesOn.getAsBoolean()
                    ? again(token, goesOn)
                    : CompletableFuture.completedFuture(null));
  }

  private String lead() {
    return "+55119%08d".formatted(70_000_000 + next.getAndIncrement());
  }

  private JsonObject ask(HttpMethod method, String path, String token, JsonObject body) {
    try {
      return send(method, path, token, body).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerFailure(method + " " + path + " failed: " + e, e);
    }
  }

  /** Fails for anything but a 2xx. */
  private CompletableFuture<JsonObject> send(
      HttpMethod method, String path, String token, JsonObject body) {
    return http.request(method, port, "localhost", path)
        .compose(
            request ->
                request
                    .putHeader("Authorization", "Bearer " + token)
                    .putHeader("Content-Type", "application/json")
                    .send(Buffer.buffer(body.encode())))
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        answer ->
                            response.statusCode() / 100 == 2
                                ? Future.succeededFuture(answer.toJsonObject())
                                : Future.failedFuture(response.statusCode() + " " + answer)))
        .toCompletionStage()
        .toCompletableFuture();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /**
   * What clicks came to.
   *
   * @param answers how long each answer took
   * @param due when each call, by its id, should have been clicked
   */
  record Result(Latencies answers, Map<String, Long> due) {}
}

package dev.ramal.simulators.http;

import dev.ramal.simulators.fault.CallbackFault;
import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.time.Schedule;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Sends callbacks with their carrier's patience, applies the callback faults, keeps the log. */
public final class CallbackSender {
  private final Vertx vertx;
  private final Schedule schedule;
  private final Faults faults;
  private final CallbackLog log;
  private final Map<String, String> detours;
  private final HttpClient client;
  private final List<Runnable> held = new ArrayList<>();

  /**
   * @param detours public URL prefix → where requests to it are really sent; signatures cover the
   *     public one
   */
  public CallbackSender(
      Vertx vertx, Schedule schedule, Faults faults, CallbackLog log, Map<String, String> detours) {
    this.vertx = vertx;
    this.schedule = schedule;
    this.faults = faults;
    this.log = log;
    this.detours = Map.copyOf(detours);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(10).setTrustAll(true).setVerifyHost(false),
            new PoolOptions().setHttp1MaxSize(64));
  }

  /** Sends the callback, through whatever fault is armed; completes with the last reply. */
  public Future<Reply> send(Callback callback, RetryPolicy policy) {
    CallbackFault fault =
        callback.tells()
            ? faults.forCallback(
                callback.simulator(), callback.url(), callback.event(), callback.key())
            : null;
    SentCallback sent = log.add(callback, fault == null ? null : fault.kind().name());
    if (fault == null) {
      return attempt(sent, policy);
    }
    switch (fault.kind()) {
      case DROP -> {
        return Future.succeededFuture(Reply.failed("dropped"));
      }
      case DELAY -> {
        return later(fault.window(), () -> attempt(sent, policy));
      }
      case REORDER -> {
        return hold(fault.window(), sent, policy);
      }
      default -> {
        for (int copy = 0; copy < fault.copies(); copy++) {
          attempt(log.add(callback, "COPY"), policy);
        }
        return attempt(sent, policy);
      }
    }
  }

  /** Sends an earlier callback once more, signed anew where the carrier signs the time. */
  public Future<Reply> replay(SentCallback earlier, RetryPolicy policy) {
    return attempt(log.add(earlier.callback(), "REPLAY"), policy);
  }

  private Future<Reply> hold(Duration window, SentCallback sent, RetryPolicy policy) {
    Promise<Reply> promise = Promise.promise();
    if (held.isEmpty()) {
      vertx.setTimer(Math.max(1, window.toMillis()), over -> release());
    }
    held.add(() -> attempt(sent, policy).onComplete(promise));
    return promise.future();
  }

  private void release() {
    List<Runnable> shuffled = new ArrayList<>(held);
    held.clear();
    Collections.shuffle(shuffled);
    shuffled.forEach(Runnable::run);
  }

  private Future<Reply> later(Duration delay, java.util.function.Supplier<Future<Reply>> send) {
    Promise<Reply> promise = Promise.promise();
    vertx.setTimer(Math.max(1, delay.toMillis()), waited -> send.get().onComplete(promise));
    return promise.future();
  }

  private Future<Reply> attempt(SentCallback sent, RetryPolicy policy) {
    schedule.exchangeBegins();
    Instant end = policy.total() == null ? Instant.MAX : Instant.now().plus(policy.total());
    return attempt(sent, policy, end, 1);
  }

  private Future<Reply> attempt(SentCallback sent, RetryPolicy policy, Instant end, int number) {
    Callback.Wire wire = sent.callback().wire().apply(number);
    return request(wire, policy, end)
        .otherwise(CallbackSender::explain)
        .compose(
            reply -> {
              sent.attempts().add(attemptOf(number, wire, reply));
              Duration pause = policy.pause().apply(number);
              if (number > policy.retries()
                  || !policy.again().test(reply)
                  || !Instant.now().plus(pause).isBefore(end)) {
                schedule.exchangeEnds();
                return Future.succeededFuture(reply);
              }
              return pause.isZero()
                  ? attempt(sent, policy, end, number + 1)
                  : later(pause, () -> attempt(sent, policy, end, number + 1));
            });
  }

  private Future<Reply> request(Callback.Wire wire, RetryPolicy policy, Instant end) {
    long wait = Math.max(1, shorter(policy.answer(), Duration.between(Instant.now(), end)));
    RequestOptions options;
    try {
      options =
          new RequestOptions()
              .setAbsoluteURI(detour(wire.url()))
              .setMethod(HttpMethod.valueOf(wire.method()))
              .setConnectTimeout(Math.min(policy.connect().toMillis(), wait))
              .setTimeout(wait);
    } catch (RuntimeException malformed) {
      return Future.failedFuture(malformed);
    }
    wire.headers().forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> exchange(request, wire.body()))
        .timeout(wait, java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  private static long shorter(Duration one, Duration other) {
    return (one.compareTo(other) < 0 ? one : other).toMillis();
  }

  private static Future<Reply> exchange(HttpClientRequest request, String body) {
    return request
        .send(body == null ? Buffer.buffer() : Buffer.buffer(body))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        content ->
                            new Reply(
                                response.statusCode(),
                                response.getHeader("Content-Type"),
                                content.toString(),
                                null)));
  }

  private String detour(String url) {
    return detours.entrySet().stream()
        .filter(detour -> url.startsWith(detour.getKey()))
        .findFirst()
        .map(detour -> detour.getValue() + url.substring(detour.getKey().length()))
        .orElse(url);
  }

  private static Reply explain(Throwable failure) {
    if (failure instanceof TimeoutException
        || failure.getClass().getSimpleName().contains("Timeout")) {
      return Reply.failed("timeout");
    }
    return Reply.failed(failure instanceof ConnectException ? "connect" : "reset");
  }

  private static Attempt attemptOf(int number, Callback.Wire wire, Reply reply) {
    String headers =
        wire.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
    return new Attempt(number, Instant.now(), headers, wire.body(), reply.status(), reply.error());
  }
}

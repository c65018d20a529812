package dev.ramal.simulators.http;

import dev.ramal.simulators.fault.RequestFault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request to a stand-in and the one place where it is answered, or deliberately is not. */
public final class Exchange {
  private static final String BEARER = "Bearer ";

  private final RoutingContext context;
  private final String body;
  private final RequestLog log;
  private final long id;
  private final RequestFault fault;

  Exchange(RoutingContext context, Buffer body, RequestLog log, long id, RequestFault fault) {
    this.context = context;
    this.body = body.toString(StandardCharsets.UTF_8);
    this.log = log;
    this.id = id;
    this.fault = fault;
  }

  public String method() {
    return context.request().method().name();
  }

  public String path() {
    return context.request().path();
  }

  public String rawQuery() {
    return context.request().query();
  }

  /** The query string, plus signs read as spaces. */
  public Fields query() {
    return Fields.parse(context.request().query());
  }

  public String header(String name) {
    return context.request().getHeader(name);
  }

  /** The bearer token; null without one. */
  public String bearer() {
    String header = header("Authorization");
    return header == null || !header.startsWith(BEARER) ? null : header.substring(BEARER.length());
  }

  public String pathParam(String name) {
    return context.pathParam(name);
  }

  public String body() {
    return body;
  }

  public Fields form() {
    return Fields.parse(body);
  }

  /**
   * The body as a JSON object; an empty body reads as an empty object.
   *
   * @throws DecodeException when it is not JSON
   */
  public JsonObject json() {
    return body.isBlank() ? new JsonObject() : new JsonObject(body);
  }

  public void answer(int status, JsonObject json) {
    answer(status, "application/json", json.toBuffer(), Map.of());
  }

  public void answer(int status, JsonArray json) {
    answer(status, "application/json", json.toBuffer(), Map.of());
  }

  public void answer(int status) {
    answer(status, null, Buffer.buffer(), Map.of());
  }

  void refuse(ApiError error) {
    answer(error.status(), "application/json", error.body().toBuffer(), error.headers());
  }

  /** Answers, unless a fault holds the answer back. */
  public void answer(int status, String type, Buffer content, Map<String, String> headers) {
    switch (fault == null ? RequestFault.Kind.NONE : fault.kind()) {
      case TIMEOUT -> context.vertx().setTimer(fault.delay().toMillis(), held -> close());
      case RESET_AFTER -> close();
      case DELAY ->
          context
              .vertx()
              .setTimer(
                  Math.max(1, fault.delay().toMillis()),
                  waited -> send(status, type, content, headers));
      default -> send(status, type, content, headers);
    }
  }

  void close() {
    context.request().connection().close();
  }

  private void send(int status, String type, Buffer content, Map<String, String> headers) {
    log.change(id, request -> request.answered(status));
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(status);
    if (type != null) {
      response.putHeader("Content-Type", type);
    }
    headers.forEach(response::putHeader);
    response.end(content);
  }
}

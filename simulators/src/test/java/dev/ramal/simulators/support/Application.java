package dev.ramal.simulators.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The application under the carriers' callbacks: answers by path and remembers what it was told.
 */
public final class Application implements AutoCloseable {
  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Told, Answer>> answers = new ConcurrentHashMap<>();

  /** A request it received; header names in lower case. */
  public record Told(
      String method, String url, String path, Map<String, String> headers, String body) {
    public Fields form() {
      return Fields.parse(body);
    }

    public JsonObject json() {
      return new JsonObject(body);
    }

    public String event() {
      return json().getJsonObject("data").getString("event_type");
    }

    public JsonObject payload() {
      return json().getJsonObject("data").getJsonObject("payload");
    }
  }

  /** What it answers. */
  public record Answer(int status, String type, String body) {}

  public Application() {
    try {
      server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::serve);
    server.start();
  }

  public String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  public void twiml(String path, String verbs) {
    answer(path, told -> new Answer(200, "text/xml", "<Response>" + verbs + "</Response>"));
  }

  public void answer(String path, Function<Told, Answer> answer) {
    answers.put(path, answer);
  }

  /** What arrived at the path, in order of arrival. */
  public List<Told> told(String path) {
    return told.stream().filter(one -> one.path().equals(path)).toList();
  }

  /** Telnyx events of a type at the path. */
  public List<Told> events(String path, String type) {
    return told(path).stream().filter(one -> one.event().equals(type)).toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Told one =
        new Told(
            exchange.getRequestMethod(),
            "http://" + headers.get("host") + exchange.getRequestURI(),
            exchange.getRequestURI().getPath(),
            headers,
            body);
    told.add(one);
    Answer answer = answers.getOrDefault(one.path(), any -> new Answer(204, null, "")).apply(one);
    if (answer.type() != null) {
      exchange.getResponseHeaders().set("Content-Type", answer.type());
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

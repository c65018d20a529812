package dev.ramal.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.KeycloakStatus;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers as it is told, for every address of a sandbox at once, and remembers what it was asked.
 */
public final class StubServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    answering("POST /token", 200, "{\"access_token\":\"token\",\"expires_in\":60}");
    answering("POST /api/crm/webhook", 200, "{}");
    answering("PUT /_sim/rdstation/subscription", 204, "");
  }

  /**
   * @param request method and path, without the query
   */
  public StubServer answering(String request, String body) {
    answers.put(request, body);
    return this;
  }

  /** The same with a status that is not the usual one of its method. */
  public StubServer answering(String request, int status, String body) {
    statuses.put(request, status);
    return answering(request, body);
  }

  /** Method and path of every request. */
  public List<String> asked() {
    return asked;
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A sandbox whose every address is here. */
  public SandboxStatus status(String... users) {
    List<UserStatus> known =
        List.of(users).stream()
            .map(name -> new UserStatus(name, "password", "aurora", List.of("admin")))
            .toList();
    return new SandboxStatus(
        "running",
        null,
        url(),
        url(),
        Map.of(),
        null,
        Map.of(),
        new KeycloakStatus(url(), "ramal", url() + "/token", "client"),
        known,
        List.of(),
        Map.of("control", url() + "/_sim", "rdstation", url() + "/rdstation"),
        null,
        List.of(),
        Map.of());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    asked.add(request);
    exchange.getRequestBody().readAllBytes();
    byte[] body = answers.getOrDefault(request, "{}").getBytes(StandardCharsets.UTF_8);
    int usual = exchange.getRequestMethod().equals("POST") ? 201 : 200;
    int length = body.length == 0 ? -1 : body.length;
    exchange.sendResponseHeaders(statuses.getOrDefault(request, usual), length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

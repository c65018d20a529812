package dev.ramal.sandbox.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A headless Chromium with one page, told what to do through its DevTools protocol: nothing is
 * needed beside the browser itself.
 */
final class Chromium implements AutoCloseable, WebSocket.Listener {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Path OF_MACOS =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final AtomicInteger asked = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final StringBuilder partial = new StringBuilder();
  private final Process process;
  private final WebSocket socket;

  private Chromium(Process process, URI page) {
    this.process = process;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, this).join();
  }

  /** What {@code RAMAL_CHROMIUM} names, else one of this machine; empty: there is none. */
  static Optional<Path> find() {
    String given = System.getenv("RAMAL_CHROMIUM");
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return given != null && !given.isBlank()
        ? Optional.of(Path.of(given))
        : Stream.concat(onPath, Stream.of(OF_MACOS)).filter(Files::isExecutable).findFirst();
  }

  /**
   * @param profile an empty folder of its own
   * @param proxy for whatever it asks, of this machine as well
   */
  static Chromium start(Path program, Path profile, String proxy) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--proxy-server=" + proxy,
                "--proxy-bypass-list=<-loopback>",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    Path told = profile.resolve("DevToolsActivePort");
    Awaitility.await("the browser listens")
        .atMost(PATIENCE)
        .until(() -> Files.exists(told) && !Files.readString(told).isBlank());
    Api tools = Api.at("http://localhost:" + Files.readAllLines(told).get(0));
    for (JsonNode target : tools.get("/json/list").expect(200).json()) {
      if (target.path("type").asText().equals("page")) {
        return new Chromium(process, URI.create(target.path("webSocketDebuggerUrl").asText()));
      }
    }
    throw new IllegalStateException("the browser has no page; see " + profile);
  }

  void open(String url) {
    ask("Page.navigate", Map.of("url", url));
  }

  /** What an expression comes to in the page as it is now; an error of it is thrown. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.path("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** Waits until an expression is true; a page that is just being replaced counts as "not yet". */
  void await(String what, Duration limit, String expression) {
    Awaitility.await(what)
        .atMost(limit)
        .ignoreException(IllegalStateException.class)
        .until(() -> evaluate(expression).asBoolean());
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        JsonNode message = StateJson.mapper().readTree(partial.toString());
        Optional.ofNullable(answers.remove(message.path("id").asInt()))
            .ifPresent(answer -> answer.complete(message.path("result")));
      } catch (IOException e) {
        throw new IllegalStateException("not JSON: " + partial, e);
      }
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode ask(String method, Map<String, ?> parameters) {
    int id = asked.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String text =
        StateJson.mapper()
            .valueToTree(Map.of("id", id, "method", method, "params", parameters))
            .toString();
    socket.sendText(text, true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}

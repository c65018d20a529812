package dev.ramal.sandbox.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/frontend} as a development server would serve it, with the address of this sandbox
 * instead of the usual one, and keycloak-js where npm puts it.
 */
final class FrontendSite implements AutoCloseable {
  private static final String KEYCLOAK_JS = "/node_modules/keycloak-js/lib/keycloak.js";
  private static final String KEYCLOAK_JS_OF_MAVEN = "/keycloak.js";

  private final HttpServer server;
  private final String entry;

  /**
   * @param entry of the sandbox
   */
  FrontendSite(int port, String entry) throws IOException {
    this.entry = entry;
    this.server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] content = content(path.equals("/") ? "/index.html" : path);
    exchange
        .getResponseHeaders()
        .set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
    exchange.sendResponseHeaders(
        content.length == 0 ? 404 : 200, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  /** Empty: there is no such file. */
  private byte[] content(String path) throws IOException {
    Path file = Workspace.root().resolve("docs/frontend" + path);
    if (Files.isRegularFile(file)) {
      return Files.readString(file).replace(RealmFile.ENTRY, entry).getBytes(UTF_8);
    }
    return path.equals(KEYCLOAK_JS) ? ofMaven() : new byte[0];
  }

  /** Written for older ways to load it: here it becomes the module that npm has. */
  private static byte[] ofMaven() throws IOException {
    try (InputStream in = FrontendSite.class.getResourceAsStream(KEYCLOAK_JS_OF_MAVEN)) {
      String script = new String(in.readAllBytes(), UTF_8);
      return (script + "\nexport default globalThis.Keycloak;\n").getBytes(UTF_8);
    }
  }
}

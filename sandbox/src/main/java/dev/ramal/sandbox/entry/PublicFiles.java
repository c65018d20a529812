package dev.ramal.sandbox.entry;

import dev.ramal.servers.processes.Workspace;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What describes the API: files of this checkout, the same for everybody. */
final class PublicFiles {
  /** The page below {@code docs/api} and what it loads. */
  static final String DOCUMENTATION = "/docs";

  private PublicFiles() {}

  /** Empty where there is no such file. The path is plain already. */
  static Optional<Path> find(String path) {
    return name(path).map(Workspace.root().resolve("docs")::resolve).filter(Files::isRegularFile);
  }

  static void answer(HttpServerRequest request, Path file) {
    request
        .response()
        .putHeader("Content-Type", type(file.getFileName().toString()))
        .putHeader("X-Content-Type-Options", "nosniff")
        .sendFile(file.toString());
  }

  private static Optional<String> name(String path) {
    if (path.equals("/openapi.json") || path.equals("/asyncapi.json")) {
      return Optional.of(path.substring(1));
    }
    if (path.equals(DOCUMENTATION) || path.equals(DOCUMENTATION + "/")) {
      return Optional.of("api/index.html");
    }
    return path.startsWith(DOCUMENTATION + "/")
        ? Optional.of("api" + path.substring(DOCUMENTATION.length()))
        : Optional.empty();
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "json" -> "application/json";
      default -> "application/octet-stream";
    };
  }
}

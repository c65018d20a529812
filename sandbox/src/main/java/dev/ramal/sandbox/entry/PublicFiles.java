package dev.ramal.sandbox.entry;

import dev.ramal.servers.processes.Workspace;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What describes the API: files of this checkout, the same for everybody. */
public final class PublicFiles {
  /** The page below {@code docs/api} and what it loads. */
  public static final String DOCUMENTATION = "/docs";

  /** Each by its path, which is its name in {@code docs}, too. */
  public static final List<String> DOCUMENTS = List.of("/openapi.json", "/asyncapi.json");

  /** The page to which the type of every problem leads. */
  public static final String PROBLEMS = "/problems";

  private static final Pattern PROBLEM = Pattern.compile(PROBLEMS + "/([A-Z]+-[0-9]{4})");

  private PublicFiles() {}

  /** Where on the page of problems a path leads; empty for every other path. */
  static Optional<String> problem(String path) {
    Matcher problem = PROBLEM.matcher(path);
    return problem.matches() ? Optional.of(PROBLEMS + "#" + problem.group(1)) : Optional.empty();
  }

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
    if (DOCUMENTS.contains(path)) {
      return Optional.of(path.substring(1));
    }
    if (path.equals(PROBLEMS)) {
      return Optional.of("problems.html");
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

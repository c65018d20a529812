package dev.ramal.sandbox.entry;

import dev.ramal.events.Topics;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.StateJson;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a person who opens the entry's address sees; a program is told the same as JSON. */
final class EntryPage {
  private final Supplier<SandboxStatus> status;

  EntryPage(Supplier<SandboxStatus> status) {
    this.status = status;
  }

  void answer(HttpServerRequest request) {
    Map<String, Map<String, String>> sections = sections(status.get());
    String accepted = request.headers().get("Accept");
    boolean browser = accepted != null && accepted.contains("text/html");
    request
        .response()
        .putHeader("Vary", "Accept")
        .putHeader("Content-Type", browser ? "text/html;charset=utf-8" : "application/json")
        .end(browser ? html(sections) : StateJson.mapper().valueToTree(sections).toString());
  }

  /** Nothing secret: whoever may see passwords reads them from {@code ./ramal status}. */
  static Map<String, Map<String, String>> sections(SandboxStatus status) {
    String base = status.baseUrl();
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> about = section(sections, "ramal");
    about.put("state", status.state());
    about.put("people", "./ramal status tells names and passwords");
    about.put("time", "simulated calls pass faster than the clock on your wall");
    Map<String, String> api = section(sections, "api");
    api.put("documentation", base + "/docs");
    api.put("openapi", base + "/openapi.json");
    api.put("asyncapi", base + "/asyncapi.json");
    api.put("problems", base + PublicFiles.PROBLEMS);
    api.put("live", base.replaceFirst("^http", "ws") + "/api/calls/live");
    Map<String, String> login = section(sections, "login");
    login.put("issuer", status.keycloak().url() + "/realms/" + status.keycloak().realm());
    login.put("browser", "ramal-frontend (authorization code with PKCE)");
    login.put("tokens", status.keycloak().tokenEndpoint());
    login.put("passwords", status.keycloak().clientId());
    Map<String, String> services = section(sections, "services");
    status.services().forEach((name, service) -> services.put(name, service.url()));
    if (status.simulators() != null) {
      section(sections, "simulators").putAll(status.simulators());
    }
    Map<String, String> topics = section(sections, "topics");
    topics.put("bootstrap", status.kafka().bootstrapServers());
    topics.put("names", String.join(", ", Topics.all().stream().map(Topics.Topic::name).toList()));
    topics.put("reference", base + "/asyncapi.json");
    section(sections, "exports").put("months", base + "/api/billing/exports");
    return sections;
  }

  private static Map<String, String> section(
      Map<String, Map<String, String>> sections, String name) {
    return sections.computeIfAbsent(name, absent -> new LinkedHashMap<>());
  }

  private static String html(Map<String, Map<String, String>> sections) {
    StringBuilder html =
        new StringBuilder(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Ramal</title><style>
            body{font:15px/1.6 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}
            h2{font-size:1rem;margin:1.4rem 0 .2rem}dl{display:grid;grid-template-columns:12rem 1fr;margin:0}
            dd{margin:0;overflow-wrap:anywhere}
            </style></head><body>
            """);
    sections.forEach(
        (title, lines) -> {
          html.append("<h2>").append(text(title)).append("</h2><dl>\n");
          lines.forEach(
              (name, value) ->
                  html.append("<dt>%s</dt><dd>%s</dd>%n".formatted(text(name), linked(value))));
          html.append("</dl>\n");
        });
    return html.append("</body></html>\n").toString();
  }

  private static String linked(String value) {
    return value.startsWith("http")
        ? "<a href=\"%s\">%s</a>".formatted(text(value), text(value))
        : text(value);
  }

  private static String text(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}

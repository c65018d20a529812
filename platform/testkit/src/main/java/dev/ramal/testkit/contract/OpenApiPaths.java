package dev.ramal.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the path of an OpenAPI document that a request went to; written parts win over names. */
final class OpenApiPaths {
  private record Template(String text, Pattern form, int names, JsonNode item) {}

  private final List<Template> templates = new ArrayList<>();

  OpenApiPaths(JsonNode paths) {
    paths.fields().forEachRemaining(path -> add(path.getKey(), path.getValue()));
    templates.sort(Comparator.comparingInt(Template::names));
  }

  private void add(String text, JsonNode item) {
    String form = Pattern.quote(text).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q");
    int names = text.length() - text.replace("{", "").length();
    templates.add(new Template(text, Pattern.compile(form), names, item));
  }

  /** The operations at a path. */
  Optional<JsonNode> find(String path) {
    return templates.stream()
        .filter(template -> template.form().matcher(path).matches())
        .map(Template::item)
        .findFirst();
  }
}

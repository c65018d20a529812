package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a patch is for: by kind, name and one requirement of its labels. */
final class PatchTarget {
  private static final Set<String> UNDERSTOOD = Set.of("kind", "name", "labelSelector");
  private static final Pattern REQUIREMENT =
      Pattern.compile("([\\w./-]+)(?:=([\\w.-]+)| in \\(([^)]+)\\))?");

  private PatchTarget() {}

  static boolean matches(JsonNode target, JsonNode resource) {
    target
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!UNDERSTOOD.contains(field)) {
                throw new IllegalArgumentException("does not know a target's " + field);
              }
            });
    return isOr(target.path("kind"), Manifests.kind(resource))
        && isOr(target.path("name"), Manifests.name(resource))
        && (!target.has("labelSelector")
            || selects(
                target.path("labelSelector").asText(), resource.path("metadata").path("labels")));
  }

  private static boolean isOr(JsonNode wanted, String found) {
    return wanted.isMissingNode() || wanted.asText().equals(found);
  }

  private static boolean selects(String selector, JsonNode labels) {
    Matcher requirement = REQUIREMENT.matcher(selector);
    if (!requirement.matches()) {
      throw new IllegalArgumentException("does not know the selector " + selector);
    }
    JsonNode label = labels.path(requirement.group(1));
    if (requirement.group(2) != null) {
      return label.asText().equals(requirement.group(2));
    }
    return requirement.group(3) == null
        ? !label.isMissingNode()
        : Arrays.asList(requirement.group(3).split(", *")).contains(label.asText());
  }
}

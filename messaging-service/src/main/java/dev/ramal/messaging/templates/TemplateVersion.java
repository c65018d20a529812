package dev.ramal.messaging.templates;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a template, which never change: whoever writes others makes a version.
 *
 * @param variants at least one; all have the same variables
 * @param examples by variable
 */
record TemplateVersion(
    int version,
    List<TemplateVariant> variants,
    Map<String, String> examples,
    String authorId,
    Instant createdAt) {
  TemplateVersion {
    variants = List.copyOf(variants);
    examples = Map.copyOf(examples);
  }

  /** Those of each variant. */
  List<String> variables() {
    return variants.get(0).text().variables();
  }

  Optional<TemplateVariant> variant(String key) {
    return variants.stream().filter(variant -> variant.key().equals(key)).findFirst();
  }

  /** Whether the words are the same. */
  boolean says(TemplateVersion other) {
    return variants.equals(other.variants) && examples.equals(other.examples);
  }
}

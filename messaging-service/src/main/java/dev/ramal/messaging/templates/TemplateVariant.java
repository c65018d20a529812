package dev.ramal.messaging.templates;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One of the texts of a version.
 *
 * @param key as in A or B; each once in a version
 * @param weight of the contacts that get it, in proportion to those of the others
 */
@Schema(name = "TemplateVariant")
record TemplateVariant(
    @Schema(required = true, examples = "A") String key,
    @Schema(minimum = "1", maximum = "100", description = "1 when absent") Integer weight,
    @Schema(required = true, examples = "Oi {{lead_name}}, tudo bem?") String body) {
  /** Of a template that compares nothing. */
  static final String ONLY = "A";

  @JsonIgnore
  TemplateText text() {
    return new TemplateText(body);
  }
}

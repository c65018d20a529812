package dev.ramal.messaging.templates;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which template a message is to be made of, by id or by name. */
@Schema(name = "MessageTemplate")
public record TemplateRef(
    @Schema(description = "Of the template; else its name") String id,
    @Schema(description = "Of the template; else its id", examples = "primeiro_contato")
        String name,
    @Schema(description = "A value for each variable") Map<String, String> variables) {

  /** The field that names it. */
  String field() {
    return id == null ? "template.name" : "template.id";
  }

  /** By what it is looked up. */
  TemplateName key() {
    return new TemplateName(id, id == null ? name : null);
  }

  Map<String, String> values() {
    return variables == null ? Map.of() : variables;
  }
}

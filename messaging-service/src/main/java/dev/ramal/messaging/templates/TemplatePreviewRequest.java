package dev.ramal.messaging.templates;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be seen before it is sent. */
@Schema(
    name = "TemplatePreviewRequest",
    examples =
"""
{"variables": {"lead_name": "João"}}
""")
record TemplatePreviewRequest(
    @Schema(description = "A value for each variable") Map<String, String> variables,
    @Schema(description = "The current one when absent", minimum = "1") Integer version,
    @Schema(description = "The first one when absent, or that of the contact") String variant,
    @Schema(description = "A contact's number: the variant that this contact gets") String to) {

  Map<String, String> values() {
    return variables == null ? Map.of() : variables;
  }
}

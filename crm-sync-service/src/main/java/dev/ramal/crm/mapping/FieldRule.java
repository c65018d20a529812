package dev.ramal.crm.mapping;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A custom field of a deal that tells of its last call.
 *
 * @param field its name in the CRM
 * @param value what of the call it tells
 * @param overwrite whether also a value is replaced that is not ours; absent for not
 */
@Schema(name = "CrmFieldRule")
public record FieldRule(
    @Schema(required = true, maxLength = 100) String field,
    @Schema(
            required = true,
            enumeration = {
              "call-date",
              "call-time",
              "outcome",
              "disposition",
              "agent",
              "talk-seconds"
            })
        String value,
    @Schema(defaultValue = "false") Boolean overwrite) {
  public FieldRule {
    overwrite = Boolean.TRUE.equals(overwrite);
  }

  public boolean overwrites() {
    return overwrite;
  }

  public CallValue callValue() {
    return CallValue.of(value).orElseThrow();
  }
}

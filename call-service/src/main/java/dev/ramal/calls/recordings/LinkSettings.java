package dev.ramal.calls.recordings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How an organization lets people reach a recording from a note of its CRM.
 *
 * @param access who may open it
 * @param days for how long a signed link opens; of new links. Null to keep what was
 */
@Schema(
    name = "RecordingLinkSettings",
    examples =
"""
{"access": "signed", "days": 30}
""")
public record LinkSettings(@NotNull LinkAccess access, @Min(1) @Max(365) Integer days) {
  /** Until an administrator says otherwise: only who may hear the call. */
  public static final LinkSettings DEFAULT = new LinkSettings(LinkAccess.LOGIN, 30);
}

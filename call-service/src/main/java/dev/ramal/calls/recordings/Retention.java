package dev.ramal.calls.recordings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * For how long an organization keeps recordings. Whom the regulator obliges to record keeps them 90
 * days at least; nobody else has to.
 *
 * @param days after the call they are erased, here and at the carrier; null to keep them until
 *     somebody erases them
 */
@Schema(
    name = "RecordingRetention",
    examples =
"""
{"days": 180}
""")
public record Retention(@Schema(nullable = true) @Min(1) @Max(3650) Integer days) {
  /** Until an administrator says otherwise. */
  static final Retention WITHOUT_END = new Retention(null);
}

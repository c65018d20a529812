package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * In which formats each month is exported once it is closed.
 *
 * @param formats none for not at all
 * @param changedBy user name; null while nobody has said anything
 * @param changedAt null while nobody has said anything
 */
@Schema(name = "ExportSchedule")
record ExportSchedule(
    List<ExportFormat> formats,
    @Schema(nullable = true) String changedBy,
    @Schema(nullable = true) Instant changedAt) {
  static final ExportSchedule NONE = new ExportSchedule(List.of(), null, null);

  ExportSchedule {
    formats = List.copyOf(formats);
  }
}

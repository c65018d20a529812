package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.Export;
import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.exports.ExportView;
import dev.ramal.billing.rating.BillingMonth;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A month as files, as the API shows it.
 *
 * @param scheduled whether the closing of the month asked for it
 * @param requestedBy user name, or closing
 * @param readyAt null while it is pending
 * @param manifest where the manifest is; null while it is pending
 * @param manifestSha256 of that document; null while it is pending
 * @param lastError why it was put off; null when it was not, and once it is ready
 * @param files none while it is pending
 */
@Schema(name = "MonthlyExport")
record MonthlyExportView(
    UUID id,
    BillingMonth month,
    MonthlyExportState state,
    boolean scheduled,
    List<ExportFormat> formats,
    String requestedBy,
    Instant requestedAt,
    @Schema(nullable = true) Instant readyAt,
    @Schema(nullable = true) String manifest,
    @Schema(nullable = true) String manifestSha256,
    @Schema(nullable = true) String lastError,
    List<ExportView> files) {
  static final String PATH = "/api/billing/monthly-exports";

  static MonthlyExportView of(MonthlyExport export, List<Export> files) {
    return new MonthlyExportView(
        export.id(),
        export.month(),
        export.state(),
        export.scheduled(),
        export.formats(),
        export.requestedBy(),
        export.requestedAt(),
        export.readyAt(),
        export.isPending() ? null : path(export.id()) + "/manifest",
        export.manifestSha256(),
        export.lastError(),
        files.stream().map(ExportView::of).toList());
  }

  static String path(UUID id) {
    return PATH + "/" + id;
  }

  /** Under which name the manifest is offered. */
  static String manifestName(MonthlyExport export) {
    return "ramal-%s-%s.manifest.json".formatted(export.tenant(), export.month());
  }
}

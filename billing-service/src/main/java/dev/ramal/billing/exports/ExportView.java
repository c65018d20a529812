package dev.ramal.billing.exports;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An export as the API shows it.
 *
 * @param headings language of the first row
 * @param status always {@code ready}: an export is complete when it is answered
 * @param file where the file is
 * @param columns where its columns are explained
 */
@Schema(name = "Export")
public record ExportView(
    UUID id,
    BillingMonth month,
    ExportFormat format,
    HeadingLanguage headings,
    @Schema(enumeration = "ready") String status,
    long rows,
    long bytes,
    String sha256,
    Money cost,
    Money total,
    String requestedBy,
    Instant createdAt,
    String file,
    String columns) {
  public static ExportView of(Export export) {
    return new ExportView(
        export.id(),
        export.month(),
        export.format(),
        export.headings(),
        "ready",
        export.rows(),
        export.bytes(),
        export.sha256(),
        export.cost(),
        export.total(),
        export.requestedBy(),
        export.createdAt(),
        path(export.id()) + "/file",
        ExportResource.COLUMNS);
  }

  static String path(UUID id) {
    return "/api/billing/exports/" + id;
  }
}

package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A month of an organization as files in the store.
 *
 * @param formats each once, in the order of the manifest
 * @param scheduled whether the closing of the month asked for it
 * @param terms by which the month is drawn up: those of its invoice; null for those of the moment
 *     in which it is made
 * @param requestedBy user name of the person, or {@code closing}
 * @param readyAt null before, as manifest and its digest
 * @param manifest the document, byte by byte
 * @param manifestSha256 in hexadecimal
 * @param lastError why it was put off; null when it never was, and once it is ready
 * @param alertedAt when people were told that it is put off; null when they were not
 */
record MonthlyExport(
    TenantId tenant,
    UUID id,
    BillingMonth month,
    List<ExportFormat> formats,
    boolean scheduled,
    FixedTerms terms,
    MonthlyExportState state,
    String requestedBy,
    Instant requestedAt,
    Instant readyAt,
    String manifest,
    String manifestSha256,
    String lastError,
    Instant alertedAt) {

  MonthlyExport {
    formats = List.copyOf(formats);
  }

  /** One that is to be made. */
  static MonthlyExport wanted(
      TenantId tenant,
      UUID id,
      BillingMonth month,
      List<ExportFormat> formats,
      FixedTerms terms,
      boolean scheduled,
      String requestedBy,
      Instant at) {
    return new MonthlyExport(
        tenant,
        id,
        month,
        formats,
        scheduled,
        terms,
        MonthlyExportState.PENDING,
        requestedBy,
        at,
        null,
        null,
        null,
        null,
        null);
  }

  boolean isPending() {
    return state == MonthlyExportState.PENDING;
  }
}

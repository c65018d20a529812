package dev.ramal.billing.reconciliation;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.exports.ExportFormat;

/** In which form lines and notes are downloaded: two of those that exports have. */
final class ReportFormat {
  private ReportFormat() {}

  /**
   * @param word null for CSV
   */
  static ExportFormat of(String word) {
    if (word == null || word.equals(ExportFormat.CSV.wire())) {
      return ExportFormat.CSV;
    }
    if (word.equals(ExportFormat.CSV_PT_BR.wire())) {
      return ExportFormat.CSV_PT_BR;
    }
    throw BillingProblems.unknownFilter(
        "format", ExportFormat.CSV.wire(), ExportFormat.CSV_PT_BR.wire());
  }
}

package dev.ramal.billing.exports;

import dev.ramal.billing.rating.BillingMonth;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A month to export.
 *
 * @param month yyyy-MM
 * @param format for programs csv or parquet (a line for each entry), csv-by-usage or
 *     parquet-by-usage (a line for each usage as it stands); for people csv-pt-br or xlsx; csv when
 *     left out
 * @param headings en or pt-BR; when left out, en for programs and pt-BR for people
 */
@Schema(
    examples =
"""
{"month": "2026-03", "format": "csv-pt-br"}
""")
public record ExportRequest(
    @NotNull(message = "is required: yyyy-MM")
        @Schema(implementation = BillingMonth.class, required = true)
        String month,
    @Schema(
            enumeration = {
              "csv",
              "csv-by-usage",
              "csv-pt-br",
              "xlsx",
              "parquet",
              "parquet-by-usage"
            })
        @Pattern(regexp = ExportFormat.PATTERN, message = ExportFormat.ALLOWED)
        String format,
    @Schema(enumeration = {"en", "pt-BR"})
        @Pattern(regexp = "en|pt-BR", message = "must be en or pt-BR")
        String headings) {
  ExportFormat formatOrCsv() {
    return format == null ? ExportFormat.CSV : ExportFormat.of(format);
  }

  HeadingLanguage headingsOrUsual() {
    return headings == null ? formatOrCsv().usualHeadings() : HeadingLanguage.of(headings);
  }
}

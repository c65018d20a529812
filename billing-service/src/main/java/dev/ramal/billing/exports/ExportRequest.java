package dev.ramal.billing.exports;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * @param month yyyy-MM
 * @param format csv; csv when left out
 */
public record ExportRequest(
    @NotNull(message = "is required: yyyy-MM") String month,
    @Pattern(regexp = "csv", message = "must be csv") String format) {}

package dev.ramal.billing.exports;

import dev.ramal.billing.exports.Export.Kept;
import dev.ramal.billing.exports.KeepExport.KeptFile;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.billing.statement.FixedTerms.FixedPlan;
import dev.ramal.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A file as it was kept. */
public final class ManifestSamples {
  private ManifestSamples() {}

  public static KeptFile file(String cost, String total, FileSums sums, FileSums ofLedger) {
    UUID id = UUID.fromString("0196a000-0000-7000-8000-000000000000");
    return new KeptFile(
        new Export(
            id,
            BillingMonth.of("2026-11"),
            ExportFormat.CSV,
            HeadingLanguage.ENGLISH,
            new FixedTerms(List.of(new FixedPlan(LocalDate.of(2026, 11, 1), null)), null, null),
            "9:9:",
            ExportLines.LAYOUT + "/17/1",
            4,
            512,
            "b0".repeat(32),
            Money.brl(cost),
            Money.brl(total),
            "davi",
            Samples.NOVEMBER,
            new Kept(id, "aurora/exports/2026-11/" + id + "/b0b0/ramal-aurora-2026-11.csv")),
        "ramal-aurora-2026-11.csv",
        sums,
        ofLedger);
  }
}

package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;

/**
 * The files of a month are in the store, with a manifest that says what each of them must be. Told
 * once for each export.
 *
 * <p>Type {@code dev.ramal.billing.ExportReady}.
 *
 * @param exportId of the monthly export
 * @param month yyyy-MM in America/Sao_Paulo
 * @param scheduled whether the closing of the month asked for it; else a person did
 * @param formats of the files, as the API calls them
 * @param manifestSha256 of the manifest, in hexadecimal
 * @param cost what the column cost adds up to, in BRL
 * @param total what the column price adds up to, in BRL
 * @param ledgerPosition of the last entry that is covered, in the organization's hash chain
 * @param ledgerHash of that entry, in hexadecimal
 * @param requestedBy user name of the person; closing when the month's closing asked
 */
public record ExportReady(
    String exportId,
    String month,
    boolean scheduled,
    List<String> formats,
    String manifestSha256,
    Money cost,
    Money total,
    long ledgerPosition,
    String ledgerHash,
    String requestedBy,
    Instant readyAt) {
  public static final String TYPE = "dev.ramal.billing.ExportReady";

  public ExportReady {
    formats = List.copyOf(formats);
  }
}

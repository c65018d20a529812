package dev.ramal.billing.exports;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * An export: not the file but everything that makes the same file again. The ledger is append-only
 * and tariffs and plans are never changed, so month, plan, discount and database snapshot fix every
 * byte; the digest says so.
 *
 * @param headings language of the first row
 * @param terms by which versions the month was drawn up; before they were kept, those of plan and
 *     discount
 * @param snapshot which entries of the ledger belong to it
 * @param madeWith by which code and in which database; null before that was kept
 * @param rows lines below the header
 * @param sha256 of the file
 * @param cost what the column cost adds up to
 * @param total what the column price adds up to
 * @param kept where its file lies; null for one that is written whenever it is asked for
 */
public record Export(
    UUID id,
    BillingMonth month,
    ExportFormat format,
    HeadingLanguage headings,
    FixedTerms terms,
    String snapshot,
    String madeWith,
    long rows,
    long bytes,
    String sha256,
    Money cost,
    Money total,
    String requestedBy,
    Instant createdAt,
    Kept kept) {

  /**
   * A file in the store.
   *
   * @param monthlyExport to which it belongs
   */
  public record Kept(UUID monthlyExport, String key) {}

  /** One whose file is written whenever it is asked for. */
  Export(
      UUID id,
      BillingMonth month,
      ExportFormat format,
      HeadingLanguage headings,
      FixedTerms terms,
      String snapshot,
      String madeWith,
      long rows,
      long bytes,
      String sha256,
      Money cost,
      Money total,
      String requestedBy,
      Instant createdAt) {
    this(
        id,
        month,
        format,
        headings,
        terms,
        snapshot,
        madeWith,
        rows,
        bytes,
        sha256,
        cost,
        total,
        requestedBy,
        createdAt,
        null);
  }

  /** The layout in which it was made: it keeps the columns that it had. */
  public int layout() {
    return madeWith == null
        ? ExportLines.BEFORE_PEOPLE
        : Integer.parseInt(madeWith.substring(0, madeWith.indexOf('/')));
  }
}

package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ControlTotal;
import dev.ramal.billing.exports.Export;
import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.exports.FileSums;
import dev.ramal.billing.exports.HeadingLanguage;
import dev.ramal.billing.exports.KeepExport.KeptFile;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.LedgerTotals;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.SealedPlace;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the files of a month must be, and up to where of the ledger they reach. It names no time and
 * no id, so that the same month of the same ledger is the same document, byte by byte.
 *
 * @param manifestVersion of this document; another number when fields change their meaning
 * @param zone by whose midnight the month is cut
 * @param layout of the files: which columns they have, and how the same entries are written
 */
@Schema(name = "ExportManifest")
record Manifest(
    int manifestVersion,
    String organization,
    BillingMonth month,
    String zone,
    int layout,
    SealedPart ledger,
    MonthTotal summary,
    List<ManifestFile> files) {
  static final int VERSION = 1;

  /**
   * The entries of the month, as the database adds them up, and the place in the chain of the whole
   * ledger behind which nothing was taken.
   *
   * @param position counted from 1; 0 while nothing is sealed
   * @param hash SHA-256 in hexadecimal
   * @param cost before discounts
   * @param listPrice before allowances
   * @param carrierPrices one for each currency in which carriers named costs
   */
  @Schema(name = "ManifestLedger")
  record SealedPart(
      long position,
      @Schema(pattern = "^[0-9a-f]{64}$") String hash,
      long entries,
      Money cost,
      Money listPrice,
      List<Money> carrierPrices) {}

  /** What the month comes to in the summary. */
  @Schema(name = "ManifestSummary")
  record MonthTotal(Money cost, Money total) {}

  /**
   * One file.
   *
   * @param headings language of the first row
   * @param rows below the headings
   * @param controlTotals what its columns of amounts add up to, by currency
   */
  @Schema(name = "ManifestFile")
  record ManifestFile(
      String name,
      ExportFormat format,
      HeadingLanguage headings,
      String mediaType,
      long rows,
      long bytes,
      @Schema(pattern = "^[0-9a-f]{64}$") String sha256,
      List<ControlTotal> controlTotals) {}

  /**
   * The document as it is kept.
   *
   * @param sha256 in hexadecimal
   */
  record Written(String text, String sha256) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * @throws MismatchedTotals when a file does not add up to the ledger
   */
  static Manifest of(
      TenantId tenant,
      BillingMonth month,
      SealedPlace place,
      LedgerTotals ledger,
      List<KeptFile> files) {
    Export first = files.get(0).export();
    files.forEach(file -> requireEqual(file, ledger));
    return new Manifest(
        VERSION,
        tenant.value(),
        month,
        BillingMonth.ZONE.getId(),
        first.layout(),
        new SealedPart(
            place.position(),
            place.hash(),
            ledger.entries(),
            ledger.cost(),
            ledger.listPrice(),
            ledger.carrierPrices()),
        new MonthTotal(first.cost(), first.total()),
        files.stream().map(Manifest::file).toList());
  }

  Written written() {
    String text = EventJson.write(this);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Written(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ManifestFile file(KeptFile kept) {
    Export export = kept.export();
    return new ManifestFile(
        kept.name(),
        export.format(),
        export.headings(),
        export.format().mediaType(),
        export.rows(),
        export.bytes(),
        export.sha256(),
        kept.sums().controlTotals());
  }

  /** Lines of the ledger against the ledger, all lines against the summary. */
  private static void requireEqual(KeptFile file, LedgerTotals ledger) {
    FileSums lines = file.ofLedger();
    require(file, "cost", lines.costBeforeDiscount(), ledger.cost());
    require(file, "list_price", lines.listPrice(), ledger.listPrice());
    require(file, "cost", file.sums().cost(), file.export().cost());
    require(file, "price", file.sums().price(), file.export().total());
    if (file.sums().margin() != null) {
      Money margin = file.export().total().minus(file.export().cost());
      require(file, "margin", file.sums().margin(), margin);
    }
  }

  private static void require(KeptFile file, String column, BigDecimal sum, Money expected) {
    if (sum.compareTo(expected.amount()) != 0) {
      throw new MismatchedTotals(
          "%s of %s adds up to %s instead of %s"
              .formatted(column, file.name(), sum.toPlainString(), expected.amount()));
    }
  }

  /** A file that must not leave: it is not the month. */
  static final class MismatchedTotals extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MismatchedTotals(String message) {
      super(message);
    }
  }
}

package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A comparison as the API shows it.
 *
 * @param connectionId our id of the account at the carrier; null for all of the carrier's
 * @param direction of the messages that were compared; null for both
 * @param zone in which the carrier's months were cut
 * @param run from 1; another one when the same file was compared again
 * @param classes each of them, also those without a line
 * @param lines where the lines are
 * @param notes where stands what to ask the carrier
 */
@Schema(name = "Reconciliation")
record ReconciliationView(
    UUID id,
    BillingMonth month,
    Carrier carrier,
    @Schema(enumeration = {"calls", "messages"}) String kind,
    @Schema(nullable = true) String connectionId,
    @Schema(
            nullable = true,
            enumeration = {"inbound", "outbound"})
        String direction,
    String zone,
    FileView file,
    Tolerances tolerances,
    int run,
    String requestedBy,
    Instant createdAt,
    List<ClassView> classes,
    String lines,
    String notes) {

  /**
   * What was compared.
   *
   * @param rows the heading not counted
   * @param skippedRows of a direction that is not compared
   * @param columns which heading each column was read from
   */
  @Schema(name = "ReconciledFile")
  record FileView(
      String sha256, long bytes, long rows, long skippedRows, Map<String, String> columns) {}

  /**
   * What the lines of a class add up to.
   *
   * @param lines how many
   * @param fileRows rows of the file among them
   * @param theirs what the file charges, by currency
   * @param theirsInBrl the same by the exchange rates of the days
   * @param oursInBrl what the ledger has as cost
   * @param differenceInBrl theirs less ours
   * @param unconverted lines of the file without an exchange rate: they are in no sum in BRL
   * @param asked what the carrier would have to give back, by currency
   */
  @Schema(name = "ReconciledClass")
  record ClassView(
      @JsonProperty("class") LineClass lineClass,
      long lines,
      long fileRows,
      List<Money> theirs,
      Money theirsInBrl,
      Money oursInBrl,
      Money differenceInBrl,
      long unconverted,
      List<Money> asked) {}

  static ReconciliationView of(Reconciliation made) {
    Map<String, String> columns = new TreeMap<>();
    made.columns().forEach((column, heading) -> columns.put(column.wire(), heading));
    return new ReconciliationView(
        made.id(),
        made.month(),
        made.carrier(),
        made.kind().wire(),
        made.connectionId(),
        made.direction() == null ? null : made.direction().wire(),
        made.zone().getId(),
        new FileView(made.sha256(), made.bytes(), made.rows(), made.skippedRows(), columns),
        made.tolerances(),
        made.run(),
        made.requestedBy(),
        made.createdAt(),
        Arrays.stream(LineClass.values()).map(each -> ofClass(each, made.totals())).toList(),
        path(made.id()) + "/lines",
        path(made.id()) + "/notes");
  }

  static String path(UUID id) {
    return ReconciliationResource.PATH + "/" + id;
  }

  private static ClassView ofClass(LineClass lineClass, List<ClassTotal> all) {
    List<ClassTotal> totals = all.stream().filter(of -> of.lineClass() == lineClass).toList();
    Money theirs = brl(totals, ClassTotal::theirsBrl);
    Money ours = brl(totals, ClassTotal::oursBrl);
    return new ClassView(
        lineClass,
        totals.stream().mapToLong(ClassTotal::lines).sum(),
        totals.stream().mapToLong(ClassTotal::fileRows).sum(),
        sums(totals, ClassTotal::currency, ClassTotal::theirs),
        theirs,
        ours,
        theirs.minus(ours),
        totals.stream().mapToLong(ClassTotal::unconverted).sum(),
        sums(totals, ClassTotal::askedCurrency, ClassTotal::asked));
  }

  private static Money brl(List<ClassTotal> totals, Function<ClassTotal, BigDecimal> amount) {
    return totals.stream()
        .map(amount)
        .map(sum -> new Money(sum, "BRL"))
        .reduce(Money.zero("BRL"), Money::plus);
  }

  private static List<Money> sums(
      List<ClassTotal> totals,
      Function<ClassTotal, String> currency,
      Function<ClassTotal, BigDecimal> amount) {
    Map<String, Money> sums = new TreeMap<>();
    for (ClassTotal total : totals) {
      String of = currency.apply(total);
      if (!of.isEmpty() && !of.equals(DetailRow.NO_CURRENCY)) {
        sums.merge(of, new Money(amount.apply(total), of), Money::plus);
      }
    }
    return List.copyOf(sums.values());
  }
}

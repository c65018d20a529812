package dev.ramal.billing.exports;

import dev.ramal.billing.integrity.CheckedPart;
import dev.ramal.billing.integrity.Difference;
import dev.ramal.billing.integrity.MonthCheck;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.chain.SealedMonthRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FindTerms;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Compares the totals that exports of a month keep with what the entries that each of them saw come
 * to under its terms. Of a month of very many entries only what was exported last is computed
 * again; older files are compared by their manifests.
 */
@ApplicationScoped
class CheckExports implements MonthCheck {
  private static final int NEWEST = 20;
  private static final long MOST_ENTRIES = 200_000;

  private final ReadTransactions reads;
  private final ExportRepository exports;
  private final SealedMonthRepository sealed;
  private final MonthRepository months;
  private final FindTerms findTerms;

  CheckExports(
      ReadTransactions reads,
      ExportRepository exports,
      SealedMonthRepository sealed,
      MonthRepository months,
      FindTerms findTerms) {
    this.reads = reads;
    this.exports = exports;
    this.sealed = sealed;
    this.months = months;
    this.findTerms = findTerms;
  }

  @Override
  public CheckedPart part() {
    return CheckedPart.EXPORTS;
  }

  @Override
  public Uni<List<Difference>> differences(TenantId tenant, BillingMonth month) {
    return reads
        .read(
            tenant,
            connection ->
                exports
                    .newest(connection, tenant, month, Optional.empty(), NEWEST)
                    .chain(newest -> ofThisDatabase(connection, newest)))
        .chain(
            newest ->
                Multi.createFrom()
                    .iterable(bySeen(newest).entrySet())
                    .onItem()
                    .transformToUniAndConcatenate(
                        of ->
                            differences(
                                tenant,
                                month,
                                of.getKey(),
                                of.getValue(),
                                of.getValue().contains(newest.get(0))))
                    .collect()
                    .asList()
                    .map(each -> each.stream().flatMap(List::stream).toList()));
  }

  /**
   * A snapshot is a number of its database, and says nothing in one that was restored elsewhere.
   */
  private Uni<List<Export>> ofThisDatabase(SqlConnection connection, List<Export> all) {
    return exports
        .madeWith(connection, 0)
        .map(now -> now.substring(now.lastIndexOf('/')))
        .map(
            database ->
                all.stream()
                    .filter(one -> one.madeWith() != null && one.madeWith().endsWith(database))
                    .toList());
  }

  private static Map<Seen, List<Export>> bySeen(List<Export> exports) {
    Map<Seen, List<Export>> bySeen = new LinkedHashMap<>();
    for (Export export : exports) {
      bySeen
          .computeIfAbsent(new Seen(export.snapshot(), export.terms()), seen -> new ArrayList<>())
          .add(export);
    }
    return bySeen;
  }

  /**
   * @param last whether one of them is what was exported last: that is compared however large
   */
  private Uni<List<Difference>> differences(
      TenantId tenant, BillingMonth month, Seen seen, List<Export> exports, boolean last) {
    return reads
        .read(tenant, connection -> sealed.totals(connection, tenant, month, seen.snapshot()))
        .chain(
            totals ->
                !last && totals.entries() > MOST_ENTRIES
                    ? Uni.createFrom().item(List.<Difference>of())
                    : findTerms
                        .fixed(tenant, month, seen.terms())
                        .chain(terms -> statement(tenant, seen.snapshot(), terms))
                        .map(statement -> compare(exports, statement)));
  }

  /** Each page by itself: a large month takes longer than one read may. */
  private Uni<Statement> statement(TenantId tenant, String snapshot, Terms terms) {
    StatementCalculator calculator = new StatementCalculator(terms);
    return Multi.createBy()
        .repeating()
        .uni(
            AtomicReference<MonthEntry>::new,
            last ->
                reads
                    .read(
                        tenant,
                        connection ->
                            months.page(connection, tenant, terms.month(), snapshot, last.get()))
                    .invoke(
                        page -> {
                          page.forEach(calculator::add);
                          last.set(page.isEmpty() ? null : page.get(page.size() - 1));
                        }))
        .until(List::isEmpty)
        .collect()
        .last()
        .map(read -> calculator.statement());
  }

  private static List<Difference> compare(List<Export> exports, Statement statement) {
    List<Difference> found = new ArrayList<>();
    for (Export export : exports) {
      compare(found, "total of export " + export.id(), statement.total(), export.total());
      compare(found, "cost of export " + export.id(), statement.cost(), export.cost());
    }
    return found;
  }

  private static void compare(List<Difference> to, String place, Money expected, Money found) {
    if (!expected.equals(found)) {
      to.add(new Difference(place, expected.toString(), found.toString()));
    }
  }

  /** What an export was made of. */
  private record Seen(String snapshot, FixedTerms terms) {}
}

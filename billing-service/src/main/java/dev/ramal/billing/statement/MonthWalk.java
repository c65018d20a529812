package dev.ramal.billing.statement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.ramal.billing.ledger.HourSums;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Feeds a month to a calculator, on one snapshot: the sums of its hours where that is enough; an
 * hour in which an allowance or a tier of the volume discount ends is read entry by entry. Not
 * thread-safe.
 */
final class MonthWalk {
  private final MonthRepository months;
  private final SqlConnection connection;
  private final TenantId tenant;
  private final Terms terms;
  private final StatementCalculator calculator;

  MonthWalk(MonthRepository months, SqlConnection connection, TenantId tenant, Terms terms) {
    this.months = months;
    this.connection = connection;
    this.tenant = tenant;
    this.terms = terms;
    this.calculator = new StatementCalculator(terms);
  }

  Uni<Statement> statement() {
    return before(Instant.MAX).map(fed -> calculator.statement());
  }

  /** Units of the carrier's volume discount before the usage that was fed last. */
  long carrierUnits() {
    return calculator.carrierUnits();
  }

  /** Feeds all hours that begin before that one. */
  Uni<Void> before(Instant hour) {
    return months
        .sums(connection, tenant, terms.month())
        .chain(
            sums ->
                feed(
                    sums.stream()
                        .filter(of -> of.hour().isBefore(hour))
                        .collect(groupingBy(HourSums::hour, LinkedHashMap::new, toList()))
                        .values()
                        .iterator()));
  }

  /** Feeds an hour entry by entry and shows what each comes to. */
  Uni<Void> entries(Instant hour, Consumer<ChargedEntry> shown) {
    return entries(hour, null, shown);
  }

  private Uni<Void> feed(Iterator<List<HourSums>> hours) {
    while (hours.hasNext()) {
      List<HourSums> hour = hours.next();
      if (calculator.crosses(hour)) {
        return entries(hour.get(0).hour(), charged -> {}).chain(() -> feed(hours));
      }
      calculator.add(hour);
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> entries(Instant hour, MonthEntry last, Consumer<ChargedEntry> shown) {
    return months
        .pageOfHour(connection, tenant, terms.month(), hour, last)
        .chain(
            page -> {
              page.forEach(entry -> shown.accept(calculator.add(entry)));
              return page.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : entries(hour, page.get(page.size() - 1), shown);
            });
  }
}

package dev.ramal.billing.statement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.ramal.billing.ledger.HourSums;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Builds the statement of a month from the sums of its hours. Only an hour in which an allowance or
 * a tier of the volume discount ends is read entry by entry.
 */
@ApplicationScoped
public class BuildStatement {
  private final FindTerms findTerms;
  private final ReadTransactions reads;
  private final MonthRepository months;

  BuildStatement(FindTerms findTerms, ReadTransactions reads, MonthRepository months) {
    this.findTerms = findTerms;
    this.reads = reads;
    this.months = months;
  }

  public Uni<Statement> build(TenantId tenant, BillingMonth month) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads.read(tenant, connection -> new Build(connection, tenant, terms).statement()));
  }

  /** One statement on one snapshot. */
  private final class Build {
    private final SqlConnection connection;
    private final TenantId tenant;
    private final Terms terms;
    private final StatementCalculator calculator;

    Build(SqlConnection connection, TenantId tenant, Terms terms) {
      this.connection = connection;
      this.tenant = tenant;
      this.terms = terms;
      this.calculator = new StatementCalculator(terms);
    }

    Uni<Statement> statement() {
      return months
          .sums(connection, tenant, terms.month())
          .chain(sums -> feed(hours(sums).iterator()))
          .map(fed -> calculator.statement());
    }

    private Uni<Void> feed(Iterator<List<HourSums>> hours) {
      while (hours.hasNext()) {
        List<HourSums> hour = hours.next();
        if (calculator.crosses(hour)) {
          return feedEntries(hour.get(0).hour(), null).chain(() -> feed(hours));
        }
        calculator.add(hour);
      }
      return Uni.createFrom().voidItem();
    }

    private Uni<Void> feedEntries(Instant hour, MonthEntry last) {
      return months
          .pageOfHour(connection, tenant, terms.month(), hour, last)
          .chain(
              page -> {
                page.forEach(calculator::add);
                return page.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : feedEntries(hour, page.get(page.size() - 1));
              });
    }
  }

  private static Collection<List<HourSums>> hours(List<HourSums> sums) {
    return sums.stream().collect(groupingBy(HourSums::hour, LinkedHashMap::new, toList())).values();
  }
}

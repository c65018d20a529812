package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** Builds the statement of a month; see {@link MonthWalk}. */
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

  /** As it is now, under what holds now. */
  public Uni<Statement> build(TenantId tenant, BillingMonth month) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads.read(
                    tenant,
                    connection -> new MonthWalk(months, connection, tenant, terms).statement()));
  }

  /**
   * As {@link #build}, with what else is to be read from the same snapshot.
   *
   * @param then reads by the month's statement
   */
  public <T> Uni<T> build(
      TenantId tenant, BillingMonth month, BiFunction<SqlConnection, Statement, Uni<T>> then) {
    return findTerms
        .of(tenant, month)
        .chain(
            terms ->
                reads.read(
                    tenant,
                    connection ->
                        new MonthWalk(months, connection, tenant, terms)
                            .statement()
                            .chain(statement -> then.apply(connection, statement))));
  }

  /** As {@link #build}, with the mark of the ledger that it is made of. */
  public Uni<Marked> marked(TenantId tenant, BillingMonth month) {
    return findTerms.of(tenant, month).chain(terms -> marked(tenant, terms));
  }

  /** As it is now, under what held when a document was made. */
  public Uni<Marked> marked(TenantId tenant, BillingMonth month, FixedTerms fixed) {
    return findTerms.fixed(tenant, month, fixed).chain(terms -> marked(tenant, terms));
  }

  private Uni<Marked> marked(TenantId tenant, Terms terms) {
    return reads.read(
        tenant,
        connection ->
            months
                .mark(connection, tenant, terms.month())
                .chain(
                    mark ->
                        new MonthWalk(months, connection, tenant, terms)
                            .statement()
                            .map(statement -> new Marked(statement, mark))));
  }

  /**
   * A statement and the mark of all that its price is made of, from one snapshot.
   *
   * @param mark as {@link MonthRepository#mark} says it
   */
  public record Marked(Statement statement, String mark) {}
}

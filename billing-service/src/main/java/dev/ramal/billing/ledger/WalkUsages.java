package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Walks over the usage of a month as it stands in the ledger, on one snapshot, page by page: memory
 * is the same for ten entries and for ten million. Nothing is written.
 */
@ApplicationScoped
public class WalkUsages {
  private static final int PAGE = 1000;

  private final ReadTransactions reads;
  private final RatedMonthRepository months;

  WalkUsages(ReadTransactions reads, RatedMonthRepository months) {
    this.reads = reads;
    this.months = months;
  }

  /**
   * @param snapshot which entries of the ledger belong to it
   * @param completed adds to a page, on its connection, what the ledger does not have
   * @param each is told every usage in order of occurrence, where no request waits for it
   */
  public Uni<Void> walk(
      TenantId tenant,
      BillingMonth month,
      String snapshot,
      BiFunction<SqlConnection, List<RatedEntry>, Uni<List<RatedEntry>>> completed,
      Consumer<StandingUsage> each) {
    StandingUsages usages = new StandingUsages(each);
    return reads
        .<RatedEntry>pages(
            tenant,
            (connection, last) ->
                months
                    .page(connection, tenant, month, snapshot, last, PAGE)
                    .chain(page -> completed.apply(connection, page)))
        .onItem()
        .transformToUniAndConcatenate(page -> worked(() -> page.forEach(usages::add)))
        .collect()
        .last()
        .chain(() -> worked(usages::end));
  }

  /** As {@link #walk}, with nothing but what the ledger has. */
  public Uni<Void> walk(
      TenantId tenant, BillingMonth month, String snapshot, Consumer<StandingUsage> each) {
    return walk(tenant, month, snapshot, (sql, page) -> Uni.createFrom().item(page), each);
  }

  private static Uni<Void> worked(Runnable work) {
    return Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultWorkerPool()).invoke(work);
  }
}

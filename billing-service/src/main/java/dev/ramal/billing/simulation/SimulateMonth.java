package dev.ramal.billing.simulation;

import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.ledger.RatedEntry;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.StandingUsage;
import dev.ramal.billing.ledger.WalkUsages;
import dev.ramal.billing.metering.UnchargedUsesRepository;
import dev.ramal.billing.metering.UnchargedUsesRepository.Uncharged;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Walks over a month of the ledger on one snapshot, page by page, and rates it again as it might
 * have been. Memory is the same for ten entries and for ten million; nothing is written.
 */
@ApplicationScoped
class SimulateMonth {
  /** What is not charged is kept in memory until its time comes. */
  private static final int MOST_UNCHARGED = 50_000;

  private final ReadTransactions reads;
  private final LedgerRepository ledger;
  private final WalkUsages walk;
  private final UnchargedUsesRepository uncharged;

  SimulateMonth(
      ReadTransactions reads,
      LedgerRepository ledger,
      WalkUsages walk,
      UnchargedUsesRepository uncharged) {
    this.reads = reads;
    this.ledger = ledger;
    this.walk = walk;
    this.uncharged = uncharged;
  }

  /**
   * @param before by which the month is drawn up
   * @param after by which it would be
   */
  Uni<Simulated> simulate(
      TenantId tenant, Terms before, Terms after, RateUsage rates, Change change) {
    return reads
        .read(tenant, connection -> begin(connection, tenant, before, change))
        .chain(begun -> walk(tenant, before, after, rates, change, begun));
  }

  private Uni<Begun> begin(SqlConnection connection, TenantId tenant, Terms terms, Change change) {
    return ledger
        .snapshot(connection)
        .chain(
            snapshot ->
                change.ratesAnew()
                    ? uncharged
                        .of(connection, tenant, terms.month(), MOST_UNCHARGED + 1)
                        .map(uses -> new Begun(snapshot, uses))
                    : Uni.createFrom().item(new Begun(snapshot, List.of())));
  }

  private Uni<Simulated> walk(
      TenantId tenant, Terms before, Terms after, RateUsage rates, Change change, Begun begun) {
    StatementCalculator old = new StatementCalculator(before);
    StatementCalculator anew = new StatementCalculator(after);
    RerateMonth rerate = new RerateMonth(rates, change, old, anew);
    Deque<Uncharged> waiting =
        begun.uncharged().stream()
            .limit(MOST_UNCHARGED)
            .collect(Collectors.toCollection(ArrayDeque::new));
    boolean withEnds = change.tariff() != null && rates.joinsCalls();
    return walk.walk(
            tenant,
            before.month(),
            begun.snapshot(),
            (connection, page) -> withEnds ? ended(connection, tenant, page) : item(page),
            standing -> add(rerate, standing, waiting))
        .invoke(() -> waiting.forEach(rerate::add))
        .map(
            done ->
                new Simulated(
                    old.statement(),
                    anew.statement(),
                    rerate.uses(),
                    rerate.rerated(),
                    rerate.unrated(),
                    rerate.openCosts(),
                    begun.uncharged().size() > MOST_UNCHARGED));
  }

  /** In order of occurrence, which an allowance is used up by. */
  static void add(RerateMonth rerate, StandingUsage standing, Deque<Uncharged> waiting) {
    while (!waiting.isEmpty()
        && waiting.peek().usage().occurredAt().isBefore(standing.usage().occurredAt())) {
      rerate.add(waiting.poll());
    }
    rerate.add(standing);
  }

  private Uni<List<RatedEntry>> ended(
      SqlConnection connection, TenantId tenant, List<RatedEntry> page) {
    return uncharged
        .ends(connection, tenant, page.stream().map(rated -> rated.entry().usageId()).toList())
        .map(
            ends ->
                page.stream()
                    .map(rated -> rated.ending(ends.get(rated.entry().usageId())))
                    .toList());
  }

  private static Uni<List<RatedEntry>> item(List<RatedEntry> page) {
    return Uni.createFrom().item(page);
  }

  /**
   * What is looked at.
   *
   * @param uncharged one more than is taken, at most
   */
  private record Begun(String snapshot, List<Uncharged> uncharged) {}
}

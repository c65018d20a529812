package dev.ramal.billing.ledger.chain;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Seals what was appended to the ledgers: gives each entry its position and its hash, in sets and
 * apart from the posting, so that nobody who posts waits for a chain.
 *
 * <p>Entries are taken by the transaction that wrote them, up to the oldest one that still runs:
 * none can turn up before them later. In which replica is all the same: one row is locked.
 *
 * <p>Failure policy: a round that fails leaves everything as it was, and the next one begins where
 * it did. A transaction that stays open holds sealing up, nothing else.
 */
@ApplicationScoped
public class SealLedger {
  private static final Logger LOG = Logger.getLogger(SealLedger.class);

  private static final String TURN = "select horizon::text from ledger_seal for update skip locked";

  /** A transaction's entries are sealed together, however many they are. */
  private static final String SEAL =
      """
      with few as materialized (
        select written_by from ledger_entries
        where written_by > cast($1::text as xid8)
          and written_by < pg_snapshot_xmin(pg_current_snapshot())
        order by written_by limit $2::int
      ), bounds as materialized (
        select written_by as through from few order by written_by desc limit 1
      ), fresh as materialized (
        select e.tenant, e.id, e.written_by, e.usage_id, e.number, ledger_line(e) as line
        from bounds b cross join lateral (
          select * from ledger_entries
          where written_by > cast($1::text as xid8) and written_by <= b.through offset 0) e
        where not exists (
          select from ledger_chain c where c.tenant = e.tenant and c.entry_id = e.id)
      ), heads as materialized (
        select t.tenant, coalesce(h.position, 0) as position,
          coalesce(h.hash, ledger_chain_start(t.tenant)) as hash
        from (select distinct tenant from fresh) t left join lateral (
          select c.position, c.hash from ledger_chain c
          where c.tenant = t.tenant order by c.position desc limit 1) h on true
      ), sealed as (
        insert into ledger_chain (tenant, position, entry_id, hash, sealed_at)
        select f.tenant, h.position + row_number() over chain, f.id,
          ledger_chain_hash(h.hash, f.line) over chain, $3
        from fresh f join heads h on h.tenant = f.tenant
        window chain as (partition by f.tenant order by f.written_by, f.usage_id, f.number
          rows unbounded preceding)
        returning 1
      ), moved as (
        update ledger_seal set horizon = b.through from bounds b returning 1
      )
      select (select count(*) from few), (select count(*) from sealed)
      """;

  private final SqlTransactions transactions;
  private final ChainConfig config;
  private final Clock clock;
  private final Counter sealed;

  SealLedger(SqlTransactions transactions, ChainConfig config, Clock clock, MeterRegistry metrics) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
    this.sealed =
        Counter.builder("ramal.billing.sealed")
            .description("Entries of the ledger that have their place in its hash chain")
            .register(metrics);
  }

  @Scheduled(
      identity = "ledger-seal",
      every = "${ramal.billing.chain.seal-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        seal(), failure -> LOG.warnf("the ledger is sealed later: %s", failure.getMessage()));
  }

  /** Everything that can be sealed now, set after set. */
  public Uni<Void> seal() {
    return once().chain(more -> more ? seal() : Uni.createFrom().voidItem());
  }

  @AcrossTenants("every organization's ledger is sealed in the same round")
  private Uni<Boolean> once() {
    return transactions
        .acrossTenants(
            "every organization's ledger is sealed in the same round",
            sql ->
                sql.query(TURN)
                    .chain(
                        rows ->
                            rows.isEmpty()
                                ? Uni.createFrom().item(List.<SqlRow>of())
                                : sealAfter(sql, rows.get(0).text(0))))
        .map(this::counted);
  }

  private Uni<List<SqlRow>> sealAfter(Sql sql, String horizon) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(horizon)
            .scalar(config.sealAtOnce())
            .scalar(clock.instant())
            .parameters();
    return sql.query(SEAL, parameters);
  }

  private boolean counted(List<SqlRow> rows) {
    if (rows.isEmpty()) {
      return false;
    }
    sealed.increment(rows.get(0).integer(1));
    return rows.get(0).integer(0) >= config.sealAtOnce();
  }
}

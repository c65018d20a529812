package dev.ramal.calls.live;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what a client has missed while it was away; never much of it. */
@ApplicationScoped
class MissedEntries {
  /** More than this is not worth a resume: the client loads the list again. */
  static final int MOST = 1000;

  /** Of these some may be other people's. */
  private static final int MOST_READ = 5000;

  private static final String SEEN =
      "select told_at from call_news where tenant = $1 and event_id = $2";

  /**
   * Entries of the organization from a time on, as many as one resume reads; of these the ones that
   * the person may see. The first column is the same in every row, and there is at least one row.
   */
  static final String SINCE =
      """
      with recent as (
        select seq, event_id, agent_id, data from call_news
        where tenant = $1 and told_at > $2 order by told_at limit %d)
      select scanned, mine.event_id, mine.data
      from (select count(*) as scanned from recent) as all_of_them
        left join recent as mine
          on mine.event_id <> $3 and ($4::text is null or mine.agent_id = $4)
      order by mine.seq limit %d
      """
          .formatted(MOST_READ + 1, MOST + 1);

  /**
   * Entries become visible at their commits, so some that were written before the last one seen may
   * have been told after it. A little is told twice; clients drop it by event id.
   */
  static final Duration OVERLAP = Duration.ofSeconds(15);

  private final SqlTransactions transactions;
  private final LiveConfig config;
  private final Clock clock;

  MissedEntries(SqlTransactions transactions, LiveConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param lastEventId what the client saw last; null for "from now on"
   * @return oldest first; empty when the event is not known (any more), was told too long ago, or
   *     too much was told since
   */
  Uni<Optional<List<LiveFrame>>> since(AccessScope scope, String lastEventId) {
    if (lastEventId == null) {
      return Uni.createFrom().item(Optional.of(List.of()));
    }
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            sql.query(SEEN, scope.tenant().value(), lastEventId)
                .chain(
                    seen ->
                        seen.isEmpty() || isOld(seen.get(0).instant(0))
                            ? Uni.createFrom().item(Optional.empty())
                            : read(sql, scope, lastEventId, seen.get(0).instant(0))));
  }

  private boolean isOld(Instant toldAt) {
    return toldAt.isBefore(clock.instant().minus(config.resumeWithin()));
  }

  private static Uni<Optional<List<LiveFrame>>> read(
      Sql sql, AccessScope scope, String lastEventId, Instant toldAt) {
    return sql.query(SINCE, parameters(scope, lastEventId, toldAt)).map(MissedEntries::entries);
  }

  static Object[] parameters(AccessScope scope, String lastEventId, Instant toldAt) {
    return Columns.of(List.of())
        .scalar(scope.tenant().value())
        .scalar(toldAt.minus(OVERLAP))
        .scalar(lastEventId)
        .scalar(scope.ownerOrNull())
        .parameters();
  }

  private static Optional<List<LiveFrame>> entries(List<SqlRow> rows) {
    if (rows.get(0).bigint(0) > MOST_READ || rows.size() > MOST) {
      return Optional.empty();
    }
    return Optional.of(
        rows.stream()
            .filter(row -> row.text(1) != null)
            .map(row -> new LiveFrame(row.text(1), row.text(2)))
            .toList());
  }
}

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

  /** One that the person may not see is not known. */
  private static final String SEEN =
      """
      select told_at, seq, tx::text, seen::text from call_news
      where tenant = $1 and event_id = $2 and ($3::text is null or agent_id = $3)
      """;

  /**
   * Entries of the organization from a time on, as many as one resume reads; of these the ones that
   * the person may see and that were not told when the last one seen was written. Whatever has a
   * higher number was written later; what has a lower one was told before unless its transaction
   * ran at the same time. The first column is the same in every row, and there is at least one row.
   */
  static final String SINCE =
      """
      with recent as (
        select seq, event_id, agent_id, data, tx from call_news
        where tenant = $1 and told_at > $2 order by told_at limit %d)
      select scanned, mine.event_id, mine.data
      from (select count(*) as scanned from recent) as all_of_them
        left join recent as mine
          on ($3::text is null or mine.agent_id = $3) and mine.seq <> $4::bigint
            and (mine.seq > $4 or coalesce(mine.tx <> $5::text::xid8
              and not pg_visible_in_snapshot(mine.tx, $6::text::pg_snapshot), true))
      order by mine.seq limit %d
      """
          .formatted(MOST_READ + 1, MOST + 1);

  /** How much longer than another a transaction that writes entries may run. */
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
            sql.query(SEEN, scope.tenant().value(), lastEventId, scope.ownerOrNull())
                .map(rows -> rows.stream().map(MissedEntries::seen).findFirst())
                .chain(
                    seen ->
                        seen.filter(last -> !isOld(last.toldAt()))
                            .map(last -> read(sql, scope, last))
                            .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
  }

  private boolean isOld(Instant toldAt) {
    return toldAt.isBefore(clock.instant().minus(config.resumeWithin()));
  }

  private static Uni<Optional<List<LiveFrame>>> read(Sql sql, AccessScope scope, LastSeen last) {
    return sql.query(
            SINCE,
            Columns.of(List.of())
                .scalar(scope.tenant().value())
                .scalar(last.toldAt().minus(OVERLAP))
                .scalar(scope.ownerOrNull())
                .scalar(last.seq())
                .scalar(last.tx())
                .scalar(last.snapshot())
                .parameters())
        .map(MissedEntries::entries);
  }

  private static LastSeen seen(SqlRow row) {
    return new LastSeen(row.instant(0), row.bigint(1), row.text(2), row.text(3));
  }

  /**
   * The last entry that the client saw.
   *
   * @param tx its transaction; null in an old row
   * @param snapshot what was visible when it was written; null in an old row
   */
  private record LastSeen(Instant toldAt, long seq, String tx, String snapshot) {}

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

package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.BlocklistImported;
import dev.ramal.events.calls.NumberBlocked;
import dev.ramal.events.calls.NumberUnblocked;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Blocks numbers and lets them go again, and tells of it in the same transaction. */
@ApplicationScoped
class ChangeBlocklist {
  /** Rows of one transaction of an import: short enough for others to block meanwhile. */
  static final int SET = 5_000;

  private final SqlTransactions transactions;
  private final BlockedNumbers numbers;
  private final Events events;
  private final Outbox outbox;
  private final Clock clock;

  ChangeBlocklist(
      SqlTransactions transactions,
      BlockedNumbers numbers,
      Events events,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.numbers = numbers;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Set by set, each a transaction: when one fails, those before it stay, and sending the same
   * again adds the rest. Each set is told of by one event: one for each number would stand in front
   * of everybody's calls in the outbox.
   *
   * @return how many are new or other than before
   */
  Uni<Integer> block(TenantId tenant, List<BlocklistEntry> entries) {
    return Multi.createFrom()
        .iterable(sets(entries))
        .onItem()
        .transformToUniAndConcatenate(
            set -> transactions.inTenant(tenant, sql -> imported(sql, tenant, set)))
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  /**
   * One entry, as it is stored.
   *
   * @param mayWeaken whether one that is there may come to hold for a shorter time
   * @return fails with the problem when it would and must not
   */
  Uni<BlocklistEntry> block(TenantId tenant, BlocklistEntry entry, boolean mayWeaken) {
    return transactions.inTenant(
        tenant,
        sql ->
            block(sql, tenant, List.of(entry), mayWeaken)
                .chain(
                    changed ->
                        numbers
                            .list(sql, tenant, entry.number(), entry.source(), null, 1)
                            .map(stored -> stored(entry, changed, stored.get(0)))));
  }

  private static BlocklistEntry stored(BlocklistEntry wanted, int changed, BlocklistEntry stored) {
    if (changed == 0 && wanted.weakens(stored)) {
      throw CallProblems.BLOCKED_LONGER.exception();
    }
    return stored;
  }

  private Uni<Integer> imported(Sql sql, TenantId tenant, List<BlocklistEntry> set) {
    return numbers
        .block(sql, tenant, set, true)
        .call(
            changed ->
                changed.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : outbox.appendAll(sql, List.of(imported(tenant, changed))))
        .map(List::size);
  }

  /** A file has one source and one sender. */
  private OutboxEntry imported(TenantId tenant, List<BlocklistEntry> changed) {
    BlocklistEntry any = changed.get(0);
    String source = any.source().wire();
    return OutboxEntry.of(
        events.create(
            tenant,
            Topics.CALLS,
            source,
            null,
            new BlocklistImported(source, changed.size(), any.blockedBy(), any.blockedAt())));
  }

  private Uni<Integer> block(
      Sql sql, TenantId tenant, List<BlocklistEntry> set, boolean mayWeaken) {
    return numbers
        .block(sql, tenant, set, mayWeaken)
        .call(
            changed ->
                outbox.appendAll(
                    sql, changed.stream().map(entry -> blocked(tenant, entry)).toList()))
        .map(List::size);
  }

  /**
   * @param source null for all
   * @return how many entries are gone
   */
  Uni<Integer> unblock(TenantId tenant, String number, Source source, String by) {
    Instant now = clock.instant();
    return transactions.inTenant(
        tenant,
        sql ->
            numbers
                .unblock(sql, tenant, number, source)
                .call(
                    gone ->
                        outbox.appendAll(
                            sql,
                            gone.stream().map(entry -> unblocked(tenant, entry, by, now)).toList()))
                .map(List::size));
  }

  private OutboxEntry blocked(TenantId tenant, BlocklistEntry entry) {
    return told(
        tenant,
        entry,
        new NumberBlocked(
            entry.number(),
            entry.source().wire(),
            entry.reason(),
            entry.effectiveFrom(),
            entry.expiresAt(),
            entry.blockedBy(),
            entry.blockedAt()));
  }

  private OutboxEntry unblocked(TenantId tenant, BlocklistEntry entry, String by, Instant now) {
    return told(tenant, entry, new NumberUnblocked(entry.number(), entry.source().wire(), by, now));
  }

  private OutboxEntry told(TenantId tenant, BlocklistEntry entry, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.CALLS, entry.number(), null, data));
  }

  private static List<List<BlocklistEntry>> sets(List<BlocklistEntry> entries) {
    return IntStream.rangeClosed(0, (entries.size() - 1) / SET)
        .mapToObj(n -> entries.subList(n * SET, Math.min(entries.size(), (n + 1) * SET)))
        .toList();
  }
}

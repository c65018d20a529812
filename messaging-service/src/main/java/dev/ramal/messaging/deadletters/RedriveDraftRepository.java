package dev.ramal.messaging.deadletters;

import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Redrives that are being prepared, and what they will send.
 *
 * <p>Failure policy: a draft holds its topic for as long as its process says so, at each set that
 * it has read, and for a while after it has said nothing more. What a process that died has left is
 * purged; it was never sent.
 */
@ApplicationScoped
class RedriveDraftRepository {
  /** Who comes at the same time sees what the first has written. */
  private static final String ONE_AT_A_TIME =
      "select 1 from pg_advisory_xact_lock(hashtext('redrive-draft'), hashtext($1::text))";

  private static final String TAKE =
      """
      insert into redrive_draft (tenant, id, scope, topic, held_until)
      select $1::text, $2::text, $3::text, $4::text, now() + make_interval(secs => $5::float8)
      where not exists (
        select 1 from redrive_draft
        where topic = $4::text and held_until > now()
          and (scope is null or $3::text is null or scope = $3::text))
      returning 1
      """;

  private static final String HOLD =
      """
      update redrive_draft set held_until = now() + make_interval(secs => $3::float8)
      where tenant = $1 and id = $2 returning 1
      """;

  private static final String KEEP =
      """
      insert into redrive_record (redrive, tenant, place, letter, dead_at, id, topic, record_key,
        type, headers, payload, partition)
      select $1::text, * from unnest($2::text[], $3::int[], $4::text[], $5::timestamptz[],
        $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int[])
      """;

  /**
   * Only letters that wait, and none that has come to lie at the same place since. Looked up one by
   * one, by their key alone: Postgres knows nothing of letters that have just come, and would read
   * all that wait for each of them.
   */
  static final String CLAIM =
      """
      with claimed as (
        update dead_letter set redrive = $1::text
        where ctid = any(array(
          select stored.at from redrive_record kept
          cross join lateral (
            select ctid as at, dead_at, redrive from dead_letter
            where tenant = kept.tenant and id = kept.letter
            limit 1 for update) stored
          where kept.redrive = $1::text and stored.dead_at = kept.dead_at
            and stored.redrive is null))
        returning 1)
      select count(*) from claimed
      """;

  private static final String RECORDS =
      "select " + Outbox.COLUMNS + " from redrive_record where redrive = $1 order by place";

  private static final String END = "delete from redrive_draft where tenant = $1 and id = $2";

  private static final String CLEAR = "delete from redrive_record where redrive = $1";

  private static final String PURGE_DRAFTS = "delete from redrive_draft where held_until < now()";

  private static final String PURGE_RECORDS =
      """
      delete from redrive_record kept
      where not exists (select 1 from redrive_draft draft where draft.id = kept.redrive)
      """;

  private final SqlTransactions transactions;
  private final Outbox outbox;

  RedriveDraftRepository(SqlTransactions transactions, Outbox outbox) {
    this.transactions = transactions;
    this.outbox = outbox;
  }

  /**
   * Begins a draft, unless letters of the topic that are within its reach are in another one. Waits
   * for nobody.
   */
  Uni<Boolean> take(RedriveDraft draft, Duration lease) {
    String scope = draft.reach().word();
    String owner = draft.reach().owner().value();
    return transactions.acrossTenants(
        "an organization's redrive and one for all keep out of each other's way",
        sql ->
            sql.query(ONE_AT_A_TIME, draft.topic())
                .chain(
                    () -> sql.query(TAKE, owner, draft.id(), scope, draft.topic(), seconds(lease)))
                .map(rows -> !rows.isEmpty()));
  }

  /**
   * Keeps a set of what will be sent, and the topic for a while longer.
   *
   * @param from place of the first in the order of sending
   * @return false when the draft is no longer there: its process was taken for dead
   */
  Uni<Boolean> keep(RedriveDraft draft, int from, List<RepairedLetter> set, Duration lease) {
    return draft
        .reach()
        .in(
            transactions,
            sql ->
                sql.query(HOLD, draft.reach().owner().value(), draft.id(), seconds(lease))
                    .map(rows -> !rows.isEmpty())
                    .call(held -> keep(sql, draft, from, held ? set : List.of())));
  }

  private static Uni<Void> keep(Sql sql, RedriveDraft draft, int from, List<RepairedLetter> set) {
    if (set.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int[] next = {from};
    Object[] rows =
        Columns.of(set)
            .scalar(draft.id())
            .text(one -> one.letter().place().tenant())
            .integer(one -> next[0]++)
            .text(one -> one.letter().place().id())
            .instant(one -> one.letter().place().deadAt())
            .text(one -> one.entry().event().id())
            .text(one -> one.entry().event().topic())
            .text(one -> one.entry().event().key())
            .text(one -> one.entry().event().type())
            .text(one -> one.entry().headers())
            .text(one -> one.entry().payload())
            .integer(one -> Outbox.partitionOf(one.entry().event().key()))
            .parameters();
    return sql.query(KEEP, rows).replaceWithVoid();
  }

  /**
   * The letters of a draft wait no more, once this transaction commits.
   *
   * @return how many; fewer than were kept when somebody was quicker
   */
  Uni<Long> claim(Sql sql, RedriveDraft draft) {
    return sql.query(CLAIM, draft.id()).map(rows -> rows.get(0).bigint(0));
  }

  /** Hands what was kept to the outbox, in its order, and ends the draft. */
  Uni<Long> send(Sql sql, RedriveDraft draft) {
    return outbox.repeatFrom(sql, RECORDS, draft.id()).call(() -> end(sql, draft));
  }

  /** Forgets a draft and what was kept of it; one that is not there, too. */
  Uni<Void> drop(RedriveDraft draft) {
    return draft.reach().in(transactions, sql -> end(sql, draft));
  }

  private static Uni<Void> end(Sql sql, RedriveDraft draft) {
    return sql.query(END, draft.reach().owner().value(), draft.id())
        .chain(() -> sql.query(CLEAR, draft.id()))
        .replaceWithVoid();
  }

  /** Forgets what processes that died have left. */
  @AcrossTenants("a process died with the drafts of all organizations")
  Uni<Void> purge(Sql sql) {
    return sql.query(PURGE_DRAFTS).chain(() -> sql.query(PURGE_RECORDS)).replaceWithVoid();
  }

  private static double seconds(Duration lease) {
    return lease.toMillis() / 1000.0;
  }
}

package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The one statement that takes due jobs of a queue.
 *
 * <p>A lane is what one organization has for one account with one priority. All lanes of a queue
 * are found by steps through the index, a few jobs are read of each from its first on (what was
 * taken stays in the index until a vacuum, and is walked over once), and organizations are served
 * by turns: those that have least on its way come first, whatever the others have piled up. Paused
 * accounts are passed over, and limited ones give no more than their tokens. What another process
 * is just taking is skipped; there are some more candidates than places, so that two processes find
 * work side by side.
 *
 * <p>Of an order the first that is open goes, while none of it is under way: one that died and was
 * sent again may find a later one there. Each is one step into an index of its own, however many
 * wait behind it: no other index gives the row comparison, and the comparison of {@code seq} keeps
 * Postgres from reading all that is under way at once.
 *
 * <p>The rows of the accounts are locked for this statement, so two processes do not spend a token
 * twice; where they meet at an account that has no row yet, the second goes into debt.
 */
final class ClaimStatement {
  private static final String SQL =
      """
      with recursive lane as (
        (select tenant, account, priority, due_at, seq from jobs
         where queue = $1 and state in (%1$s)
         order by tenant, account, priority, due_at, seq limit 1)
        union all
        select following.* from lane cross join lateral (
          select n.tenant, n.account, n.priority, n.due_at, n.seq from jobs n
          where n.queue = $1 and n.state in (%1$s)
            and (n.tenant, n.account, n.priority) > (lane.tenant, lane.account, lane.priority)
          order by n.tenant, n.account, n.priority, n.due_at, n.seq limit 1) following
      ), account as (
        select a.tenant, a.account, a.paused_until,
          least($8::float8, coalesce(a.tokens, $8::float8) + $7::float8 * extract(epoch from
            now() + make_interval(secs => $2::float8) - a.refilled_at)::float8) as tokens
        from job_accounts a where (a.tenant, a.account) in (select tenant, account from lane)
        order by a.tenant collate "C", a.account collate "C" for update
      ), busy as (
        select tenant, count(*) filter (where state = '%2$s') as held from jobs
        where queue = $1 and state in ('RUNNING', 'ASKING') group by tenant
      ), due as (
        select j.*, coalesce(busy.held, 0) as held,
          case when $7::float8 > 0 and lane.account <> ''
            then coalesce(account.tokens, $8::float8) else 'infinity' end as tokens
        from lane
        left join account on account.tenant = lane.tenant and account.account = lane.account
        left join busy on busy.tenant = lane.tenant
        cross join lateral (
          select w.seq, w.tenant, w.account, w.priority, w.due_at, w.state as before from jobs w
          where w.queue = $1 and w.state in (%1$s) and w.tenant = lane.tenant
            and w.account = lane.account and w.priority = lane.priority
            and (w.due_at, w.seq) >= (lane.due_at, lane.seq)
            and w.due_at <= now() + make_interval(secs => $2::float8)
            and (w.ordering_key is null or w.state <> 'WAITING'
              or not exists (select 1 from jobs e
                where e.tenant = w.tenant and e.queue = w.queue and e.ordering_key = w.ordering_key
                  and (e.ordering_key, e.seq) < (w.ordering_key, w.seq) and e.finished_at is null)
              and not exists (select 1 from jobs u
                where u.tenant = w.tenant and u.queue = w.queue and u.ordering_key = w.ordering_key
                  and u.state in (%7$s) and u.seq <> w.seq))
          order by w.due_at, w.seq limit $4::int) j
        where account.paused_until is null
          or account.paused_until <= now() + make_interval(secs => $2::float8)
      ), ranked as (
        select due.*, row_number() over (partition by tenant order by priority, due_at, seq) as turn,
          row_number() over (partition by tenant, account order by priority, due_at, seq) as of_account
        from due
      ), first as (
        select * from ranked where held + turn <= $4::int and of_account <= tokens
        order by held + turn, least(priority, %6$d), due_at, seq limit 4 * $3::int
      ), picked as (
        select first.* from first cross join lateral (
          select from jobs l where l.seq = first.seq and l.state in (%1$s)
            and l.due_at <= now() + make_interval(secs => $2::float8)
          for update skip locked) locked
        limit $3::int
      ), spent as (
        insert into job_accounts (tenant, account, tokens, refilled_at)
        select tenant, account, min(tokens) - count(*), now() + make_interval(secs => $2::float8)
        from picked where tokens < 'infinity' group by tenant, account order by tenant, account
        on conflict (tenant, account) do update set refilled_at = excluded.refilled_at,
          tokens = least($8::float8, coalesce(job_accounts.tokens, $8::float8) + $7::float8
            * extract(epoch from excluded.refilled_at - job_accounts.refilled_at)::float8)
            - (select count(*) from picked p
               where p.tenant = excluded.tenant and p.account = excluded.account)
      )
      update jobs j set state = '%2$s', leased_by = $6, attempt = attempt + %3$s,
        due_at = now() + make_interval(secs => $2::float8 + $5::float8), sent_at = %4$s
        %5$s
      from picked where j.seq = any(array(select seq from picked)) and j.seq = picked.seq
      returning j.seq, j.id, j.tenant, j.queue, j.kind, j.subject, j.account, j.attempt, j.failures,
        j.questions, j.opened_at, j.sent_at,
        now() + make_interval(secs => $2::float8) as claimed_at, cast(j.payload as text) as document, picked.before,
        cast(extract(epoch from j.send_before - now()) * 1000 - $2::float8 * 1000 as bigint) as millis_left
      """;

  static final String TO_SEND =
      of(
          JobEvent.CLAIMED,
          "1",
          "now() + make_interval(secs => $2::float8)",
          ", questions = 0, failure_code = null, failure_text = null");

  /** A question that was left behind has had no answer, either. */
  static final String TO_ASK =
      of(
          JobEvent.QUESTIONED,
          "0",
          "j.sent_at",
          ", questions = questions + case when picked.before = '%s' then 1 else 0 end"
              .formatted(JobState.after(JobEvent.QUESTIONED)));

  private ClaimStatement() {}

  private static String of(JobEvent claim, String attempts, String sentAt, String more) {
    return SQL.formatted(
        JobState.wordsHearing(claim),
        JobState.after(claim),
        attempts,
        sentAt,
        more,
        Priority.OWN_ORDER,
        JobState.wordsHearing(JobEvent.QUESTIONED));
  }

  /**
   * @param asOf our time, no later than that of the statement
   * @param leavesWithin what the lease allows
   */
  static Job read(Row row, Instant asOf, Duration leavesWithin) {
    Long millisLeft = row.getLong("millis_left");
    Instant expires = millisLeft == null ? null : asOf.plusMillis(millisLeft);
    Instant leave = asOf.plus(leavesWithin);
    Instant openedAt = row.getOffsetDateTime("opened_at").toInstant();
    OffsetDateTime sentAt = row.getOffsetDateTime("sent_at");
    return new Job(
        row.getLong("seq"),
        row.getString("id"),
        TenantId.of(row.getString("tenant")),
        row.getString("queue"),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("account"),
        row.getString("document"),
        JobState.valueOf(row.getString("before")),
        row.getInteger("attempt"),
        row.getInteger("failures"),
        row.getInteger("questions"),
        openedAt,
        sentAt == null ? openedAt : sentAt.toInstant(),
        row.getOffsetDateTime("claimed_at").toInstant(),
        expires,
        expires != null && expires.isBefore(leave) ? expires : leave);
  }
}

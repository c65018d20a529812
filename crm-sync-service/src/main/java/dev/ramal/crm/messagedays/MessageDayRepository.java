package dev.ramal.crm.messagedays;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Days of messages at rest. Whoever changes messages of a day that is closed has locked its
 * activities before, and whoever locks a day does so before that: so nobody deadlocks.
 */
@ApplicationScoped
class MessageDayRepository {
  private static final String KEEP_DAYS =
      """
      insert into message_day as known (id, tenant, person, day, due_at, heard_at, causation)
      select id, tenant, person, cast(day as date), due_at, $7::timestamptz, causation
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
        as told (id, tenant, person, day, due_at, causation)
      on conflict (tenant, person, day) do update set heard_at = excluded.heard_at
      returning id, tenant, person, cast(day as text), causation, closed_at is not null
      """;

  /** Answers what a note that was written before does not tell. */
  private static final String KEEP_MESSAGES =
      """
      insert into day_message as known (tenant, message_id, day_id, channel, inbound, written_at,
        body, agent_name, contact_id, failure, left_out)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[],
        $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[], $11::boolean[])
      on conflict (tenant, message_id) do update set
        body = coalesce(known.body, excluded.body),
        agent_name = coalesce(known.agent_name, excluded.agent_name),
        contact_id = coalesce(known.contact_id, excluded.contact_id),
        failure = coalesce(known.failure, excluded.failure),
        left_out = known.left_out or excluded.left_out,
        note = null
      where (known.body is null and excluded.body is not null)
        or (known.failure is null and excluded.failure is not null)
      returning day_id, left_out
      """;

  private static final String CLOSE =
      """
      with due as materialized (
        select id, tenant, person, day, causation from message_day
        where closed_at is null and due_at <= $1 and heard_at <= $2
        order by due_at limit $3::int for update skip locked
      ), closed as (
        update message_day set closed_at = $1 where id in (select id from due)
      )
      select due.id, due.tenant, due.person, cast(due.day as text), due.causation, told.contact_id,
        told.last_at
      from due cross join lateral (
        select max(written_at) as last_at, (array_agg(contact_id order by written_at desc)
          filter (where contact_id is not null))[1] as contact_id
        from day_message m
        where m.tenant = due.tenant and m.day_id = due.id and not m.left_out) told
      order by told.last_at, due.id
      """;

  private static final String TAKE =
      """
      update day_message set note = of_note
      from unnest($1::text[], $2::text[], $3::text[]) as begun (of_tenant, of_day, of_note)
      where tenant = of_tenant and day_id = of_day and (note is null or note = of_note)
      """;

  private static final String TOLD =
      """
      select written_at, channel, inbound, body, agent_name, failure from day_message
      where tenant = $1 and day_id = $2 and note = $3 and not left_out
      order by written_at, message_id
      """;

  private static final String PURGE =
      """
      with old as materialized (
        select id, tenant from message_day where heard_at < $1
        order by heard_at limit $2::int for update skip locked
      ), messages as (
        delete from day_message m using old where m.tenant = old.tenant and m.day_id = old.id
      )
      delete from message_day d using old where d.id = old.id returning 1
      """;

  /**
   * @param days each once, in the order of their keys, so that two sets wait for each other instead
   *     of deadlocking
   */
  @AcrossTenants("each day names its own")
  Uni<List<KeptDay>> keepDays(Sql sql, List<KeptDay.New> days, Instant now) {
    return sql.query(
            KEEP_DAYS,
            Columns.of(days)
                .text(KeptDay.New::id)
                .text(KeptDay.New::tenant)
                .text(day -> day.key().person())
                .text(day -> day.key().day())
                .instant(KeptDay.New::dueAt)
                .text(KeptDay.New::causation)
                .scalar(now)
                .parameters())
        .map(rows -> rows.stream().map(row -> day(row, row.bool(5))).toList());
  }

  /**
   * @param news of each message once, in the order of their keys
   * @param days their records
   * @return ids of days of which something was heard that no note tells; a day may come twice
   */
  @AcrossTenants("each message names its own")
  Uni<List<String>> keepMessages(Sql sql, List<MessageNews> news, Map<KeptDay.Key, KeptDay> days) {
    return sql.query(
            KEEP_MESSAGES,
            Columns.of(news)
                .text(MessageNews::tenant)
                .text(MessageNews::messageId)
                .text(told -> days.get(KeptDay.Key.of(told)).id())
                .text(told -> told.channel().wire())
                .bool(MessageNews::inbound)
                .instant(MessageNews::writtenAt)
                .text(MessageNews::body)
                .text(MessageNews::agentName)
                .text(MessageNews::contactId)
                .text(MessageNews::failure)
                .bool(MessageNews::leftOut)
                .parameters())
        .map(rows -> rows.stream().filter(row -> !row.bool(1)).map(row -> row.text(0)).toList());
  }

  /**
   * Closes some days that are over, locked until the transaction ends.
   *
   * @param quietSince nothing was heard of them since
   */
  @AcrossTenants("days of every organization end")
  Uni<List<KeptDay.Closed>> close(Sql sql, Instant now, Instant quietSince, int most) {
    return sql.query(CLOSE, now.atOffset(UTC), quietSince.atOffset(UTC), most)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new KeptDay.Closed(day(row, true), row.text(5), row.instant(6)))
                    .toList());
  }

  /** These notes tell from now on what none does yet of their days; they are locked. */
  @AcrossTenants("each note names its own")
  Uni<Void> take(Sql sql, List<Activity> notes) {
    return sql.query(
            TAKE,
            Columns.of(notes)
                .text(Activity::tenant)
                .text(note -> note.subject().subjectId())
                .text(note -> note.kind().word())
                .parameters())
        .replaceWithVoid();
  }

  /** What this note tells, oldest first. */
  Uni<List<ToldMessage>> told(Sql sql, TenantId tenant, String day, NoteKind note) {
    return sql.query(TOLD, tenant.value(), day, note.word())
        .map(rows -> rows.stream().map(MessageDayRepository::message).toList());
  }

  /**
   * Deletes some days of which nothing was heard since, with their messages.
   *
   * @return how many days
   */
  @AcrossTenants("records of every organization are kept for the same time")
  Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }

  private static KeptDay day(SqlRow row, boolean closed) {
    return new KeptDay(
        row.text(0),
        TenantId.of(row.text(1)),
        row.text(2),
        LocalDate.parse(row.text(3)),
        row.text(4),
        closed);
  }

  private static ToldMessage message(SqlRow row) {
    return new ToldMessage(
        row.instant(0),
        Channel.of(row.text(1)),
        row.bool(2),
        row.text(3),
        row.text(4),
        row.text(5));
  }
}

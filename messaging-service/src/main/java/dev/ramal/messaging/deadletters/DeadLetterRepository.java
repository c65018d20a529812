package dev.ramal.messaging.deadletters;

import dev.ramal.events.Topics;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The index of dead letters. */
@ApplicationScoped
class DeadLetterRepository {
  /** A row again is the same record, unless Kafka was emptied: then the place holds another. */
  private static final String KEEP =
      """
      insert into dead_letter
        (tenant, id, topic, partition, record_offset, dead_at, source_topic, reader,
        source_partition, source_offset, first_offset, record_key, event_id, type, kind, cause,
        version, fingerprint, attempt, bytes, came_of)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[],
        $6::timestamptz[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::bigint[],
        $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
        $19::int[], $20::int[], $21::text[])
      on conflict (tenant, id) do update
        set dead_at = excluded.dead_at, source_partition = excluded.source_partition,
          source_offset = excluded.source_offset, first_offset = excluded.first_offset,
          record_key = excluded.record_key,
          event_id = excluded.event_id, type = excluded.type, kind = excluded.kind,
          cause = excluded.cause, version = excluded.version, fingerprint = excluded.fingerprint,
          attempt = excluded.attempt, bytes = excluded.bytes, came_of = excluded.came_of,
          redrive = null
        where dead_letter.dead_at <> excluded.dead_at
      """;

  private static final String TOPICS =
      """
      select topic, source_topic, reader,
        count(*) filter (where redrive is null), count(*) filter (where redrive is not null),
        min(dead_at) filter (where redrive is null), max(dead_at), sum(bytes)
      from dead_letter where ($1::text is null or tenant = $1) group by 1, 2, 3 order by 1
      """;

  private static final String CLUSTERS =
      """
      select topic, fingerprint, min(kind), min(cause), min(type), min(version), count(*),
        count(distinct tenant), min(dead_at), max(dead_at), min(id)
      from dead_letter
      where redrive is null and ($1::text is null or tenant = $1)
        and ($2::text is null or topic = $2)
      group by topic, fingerprint order by count(*) desc, topic, fingerprint limit $3::int
      """;

  private static final String KNOWN =
      "select 1 from dead_letter where topic = $2 and ($1::text is null or tenant = $1) limit 1";

  private static final String FIT =
      """
      topic = $2 and redrive is null and ($1::text is null or tenant = $1)
        and ($3::text is null or fingerprint = $3) and ($4::text[] is null or id = any($4))
      """;

  private static final String COUNT =
      "select count(*) from (select 1 from dead_letter where " + FIT + " limit $5::int) found";

  private static final String FIRST =
      "select"
          + WaitingLetter.COLUMNS
          + "from dead_letter where "
          + FIT
          + " order by partition, record_offset limit $5::int";

  private static final String FORGET =
      """
      delete from dead_letter letter
      using unnest($1::text[], $2::text[], $3::timestamptz[]) as gone (tenant, id, dead_at)
      where letter.tenant = gone.tenant and letter.id = gone.id and letter.dead_at = gone.dead_at
        and letter.redrive is null
      """;

  private static final String PURGE =
      """
      with purged as (
        delete from dead_letter where (tenant, id) in (
          select tenant, id from dead_letter
          where dead_at < now() - make_interval(secs => least($1::float8, $2::float8))
            and dead_at < now() - make_interval(
              secs => case when topic = $3::text then $2::float8 else $1::float8 end)
          order by dead_at limit $4::int)
        returning 1)
      select count(*) from purged
      """;

  /** Writes down what is new of these, with one statement. */
  @AcrossTenants("a set has letters of several organizations, each with its own name in its row")
  Uni<Void> keep(Sql sql, List<LetterRow> letters) {
    Object[] rows =
        Columns.of(letters)
            .text(LetterRow::tenant)
            .text(letter -> letter.place().id())
            .text(letter -> letter.place().topic())
            .integer(letter -> letter.place().partition())
            .bigint(letter -> letter.place().offset())
            .instant(letter -> letter.place().deadAt())
            .text(letter -> letter.origin().source())
            .text(letter -> letter.origin().reader())
            .integer(LetterRow::sourcePartition)
            .bigint(LetterRow::sourceOffset)
            .bigint(LetterRow::firstOffset)
            .text(LetterRow::keyHash)
            .text(LetterRow::eventId)
            .text(LetterRow::type)
            .text(LetterRow::kind)
            .text(LetterRow::cause)
            .text(LetterRow::version)
            .text(LetterRow::fingerprint)
            .integer(LetterRow::attempt)
            .integer(LetterRow::bytes)
            .text(LetterRow::cameOf)
            .parameters();
    return sql.query(KEEP, rows).replaceWithVoid();
  }

  Uni<List<SqlRow>> topics(Sql sql, Reach reach) {
    return sql.query(TOPICS, reach.word());
  }

  /**
   * The largest first.
   *
   * @param topic null for all
   */
  Uni<List<SqlRow>> clusters(Sql sql, Reach reach, String topic, int most) {
    return sql.query(CLUSTERS, reach.word(), topic, most);
  }

  /** Whether anything lies in the topic, or lay there of late, that is within reach. */
  Uni<Boolean> isKnown(Sql sql, Reach reach, String topic) {
    return sql.query(KNOWN, reach.word(), topic).map(rows -> !rows.isEmpty());
  }

  /**
   * One page of letters, waiting or not.
   *
   * @param fingerprint null for all
   * @param behind null for the first page
   */
  Uni<List<WaitingLetter>> page(
      Sql sql, Reach reach, String topic, String fingerprint, Cursor behind, int most) {
    return ListStatement.of(
            "select" + WaitingLetter.COLUMNS + "from dead_letter where topic = $1", topic)
        .and("tenant = ?", reach.word())
        .and("fingerprint = ?", fingerprint)
        .newestFirst("dead_at", "id", behind, most)
        .rows(sql)
        .map(DeadLetterRepository::letters);
  }

  /** How many wait that fit; no further than that many are counted. */
  Uni<Long> count(Sql sql, Reach reach, LetterSelection selection, int most) {
    return sql.query(
            COUNT,
            reach.word(),
            selection.topic(),
            selection.fingerprint(),
            selection.idsOrNull(),
            most)
        .map(rows -> rows.get(0).bigint(0));
  }

  /** Those that wait and fit, in the order in which they lie in their topic. */
  Uni<List<WaitingLetter>> first(Sql sql, Reach reach, LetterSelection selection, int most) {
    return sql.query(
            FIRST,
            reach.word(),
            selection.topic(),
            selection.fingerprint(),
            selection.idsOrNull(),
            most)
        .map(DeadLetterRepository::letters);
  }

  /** Takes those off the index whose records Kafka has forgotten. */
  @AcrossTenants("a set has letters of several organizations, each with its own name in its row")
  Uni<Void> forget(Sql sql, List<LetterPlace> gone) {
    return gone.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                FORGET,
                Columns.of(gone)
                    .text(LetterPlace::tenant)
                    .text(LetterPlace::id)
                    .instant(LetterPlace::deadAt)
                    .parameters())
            .replaceWithVoid();
  }

  /**
   * Forgets rows whose records Kafka has forgotten.
   *
   * @param quarantined for how long rows of the quarantine are kept, and {@code keep} the others
   * @return how many; fewer than the most when no more are due
   */
  @AcrossTenants("rows of all organizations grow old")
  Uni<Long> purge(Sql sql, Duration keep, Duration quarantined, int most) {
    return sql.query(
            PURGE,
            (double) keep.toSeconds(),
            (double) quarantined.toSeconds(),
            Topics.QUARANTINE,
            most)
        .map(rows -> rows.get(0).bigint(0));
  }

  private static List<WaitingLetter> letters(List<SqlRow> rows) {
    return rows.stream().map(WaitingLetter::of).toList();
  }
}

package dev.ramal.calls.recordings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Recordings in the database. */
@ApplicationScoped
class RecordingRepository {
  /**
   * A callback that names no recording has the id of its fact stand in for one: such a one is not
   * told from what the carrier has listed of that leg by anything but when it began.
   */
  private static final String REMEMBER =
      """
      insert into recordings (tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
        carrier_session_id, carrier_recording_id, media_url, media_url_until, state, seconds,
        channels, started_at, recorded_at, causation, created_at, source)
      select tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
        carrier_session_id, carrier_recording_id, media_url, media_url_until, 'PENDING', seconds,
        channels, started_at, recorded_at, causation, created_at, source
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::int[],
        $13::int[], $14::timestamptz[], $15::timestamptz[], $16::text[], $17::timestamptz[], $18::text[])
        as given (tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
          carrier_session_id, carrier_recording_id, media_url, media_url_until, seconds,
          channels, started_at, recorded_at, causation, created_at, source)
      where carrier_recording_id is distinct from causation or not exists (
        select 1 from recordings listed
        where listed.tenant = given.tenant and listed.call_id = given.call_id
          and listed.carrier_call_id = given.carrier_call_id and listed.causation is null
          and coalesce(abs(extract(epoch from listed.started_at - given.started_at)), 0) < 5)
      order by tenant, carrier, carrier_recording_id
      on conflict (tenant, carrier, carrier_recording_id) do nothing
      returning id
      """;

  /**
   * Once per recording of the carrier's, however often it is told of or listed.
   *
   * @return ids of those that were told of for the first time
   */
  Uni<Set<String>> remember(Sql sql, List<RecordingRow> rows) {
    return sql.query(
            REMEMBER,
            Columns.of(rows)
                .text(row -> row.key.tenant())
                .text(row -> row.key.id())
                .text(row -> row.callId)
                .text(row -> row.leg)
                .text(row -> row.carrier.name())
                .text(row -> row.connectionId)
                .text(row -> row.carrierCallId)
                .text(row -> row.carrierSessionId)
                .text(row -> row.carrierRecordingId)
                .text(row -> row.mediaUrl)
                .instant(row -> row.mediaUrlUntil)
                .integer(row -> row.seconds)
                .integer(row -> row.channels)
                .instant(row -> row.startedAt)
                .instant(row -> row.recordedAt)
                .text(row -> row.causation)
                .instant(row -> row.createdAt)
                .text(row -> row.source)
                .parameters())
        .map(stored -> stored.stream().map(row -> row.text(0)).collect(Collectors.toSet()));
  }

  Uni<Optional<RecordingRow>> find(Mutiny.Session session, RowKey key) {
    return session.find(RecordingRow.class, key).map(Optional::ofNullable);
  }

  /** Of which call a recording is, without loading it. */
  Uni<Optional<String>> callOf(Mutiny.Session session, RowKey key) {
    return session
        .createSelectionQuery(
            "select r.callId from RecordingRow r where r.key = :key", String.class)
        .setParameter("key", key)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  Uni<Optional<RecordingRow>> lock(Mutiny.Session session, RowKey key) {
    return session
        .find(RecordingRow.class, key, LockModeType.PESSIMISTIC_WRITE)
        .map(Optional::ofNullable);
  }

  Uni<List<RecordingRow>> ofCall(Mutiny.Session session, TenantId tenant, String callId) {
    return session
        .createSelectionQuery(
            "from RecordingRow r where r.key.tenant = :tenant and r.callId = :call"
                + " order by r.recordedAt",
            RecordingRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("call", callId)
        .getResultList();
  }
}

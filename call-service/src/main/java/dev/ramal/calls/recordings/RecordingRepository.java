package dev.ramal.calls.recordings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Recordings in the database. */
@ApplicationScoped
class RecordingRepository {
  private static final String REMEMBER =
      """
      insert into recordings (tenant, id, call_id, leg, carrier, connection_id, carrier_call_id,
        carrier_session_id, carrier_recording_id, media_url, media_url_until, state, seconds,
        channels, started_at, recorded_at, due_at, causation, created_at)
      values (:tenant, :id, :call, :leg, :carrier, :connection, :handle, :session, :recording,
        :url, :until, 'PENDING', :seconds, :channels, :started, :recorded, :now, :causation, :now)
      on conflict (tenant, carrier, carrier_recording_id) do nothing
      """;

  private static final String CLAIM =
      """
      update recordings set attempts = attempts + 1, due_at = :lease
      where (tenant, id) in (
        select one.tenant, one.id from recordings one join (
          select tenant, id, row_number() over (partition by tenant order by due_at) as turn
          from recordings
          where state in ('PENDING', 'ERASING') and due_at <= :now
            and tenant <> all (string_to_array(:busy, ','))) due
        on one.tenant = due.tenant and one.id = due.id
        where one.state in ('PENDING', 'ERASING') and one.due_at <= :now and due.turn <= :share
        order by due.turn, one.due_at limit :most for update of one skip locked)
      returning tenant, id
      """;

  /** Once per recording of the carrier's, however often it is told of. */
  Uni<Void> remember(Mutiny.Session session, RecordingRow row) {
    return session
        .createNativeQuery(REMEMBER)
        .setParameter("tenant", row.key.tenant())
        .setParameter("id", row.key.id())
        .setParameter("call", row.callId)
        .setParameter("leg", row.leg)
        .setParameter("carrier", row.carrier.name())
        .setParameter("connection", row.connectionId)
        .setParameter("handle", row.carrierCallId)
        .setParameter("session", row.carrierSessionId)
        .setParameter("recording", row.carrierRecordingId)
        .setParameter("url", row.mediaUrl)
        .setParameter("until", time(row.mediaUrlUntil))
        .setParameter("seconds", row.seconds)
        .setParameter("channels", row.channels)
        .setParameter("started", time(row.startedAt))
        .setParameter("recorded", time(row.recordedAt))
        .setParameter("now", time(row.createdAt))
        .setParameter("causation", row.causation)
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * What is due, organizations by turns, taken so that no other worker takes it before the lease
   * ends.
   *
   * @param share most of one organization
   * @param busy organizations that are passed over
   * @param most of all
   */
  @AcrossTenants("the worker serves all organizations by turns")
  Uni<List<RecordingKey>> claim(
      Mutiny.Session session, Instant now, Instant lease, int share, List<String> busy, int most) {
    return session
        .createNativeQuery(CLAIM, Tuple.class)
        .setParameter("now", time(now))
        .setParameter("lease", time(lease))
        .setParameter("share", share)
        .setParameter("busy", String.join(",", busy))
        .setParameter("most", most)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(
                        row -> new RecordingKey(row.get(0, String.class), row.get(1, String.class)))
                    .toList());
  }

  Uni<Optional<RecordingRow>> find(Mutiny.Session session, RecordingKey key) {
    return session.find(RecordingRow.class, key).map(Optional::ofNullable);
  }

  Uni<Optional<RecordingRow>> lock(Mutiny.Session session, RecordingKey key) {
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

  private static java.time.OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}

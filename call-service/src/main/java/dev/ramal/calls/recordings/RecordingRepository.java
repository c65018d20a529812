package dev.ramal.calls.recordings;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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
        channels, started_at, recorded_at, causation, created_at)
      values (:tenant, :id, :call, :leg, :carrier, :connection, :handle, :session, :recording,
        :url, :until, 'PENDING', :seconds, :channels, :started, :recorded, :causation, :now)
      on conflict (tenant, carrier, carrier_recording_id) do nothing
      """;

  /**
   * Once per recording of the carrier's, however often it is told of.
   *
   * @return whether it was told of for the first time
   */
  Uni<Boolean> remember(Mutiny.Session session, RecordingRow row) {
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
        .map(stored -> stored == 1);
  }

  Uni<Optional<RecordingRow>> find(Mutiny.Session session, RowKey key) {
    return session.find(RecordingRow.class, key).map(Optional::ofNullable);
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

  private static java.time.OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}

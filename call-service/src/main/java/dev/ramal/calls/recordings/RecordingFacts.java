package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers the recordings that carriers tell of. */
@ApplicationScoped
public class RecordingFacts {
  private static final String FINISHED = "completed";

  private final RecordingRepository repository;
  private final Jobs jobs;
  private final RecordingConfig config;
  private final Carriers carriers;
  private final Clock clock;

  RecordingFacts(
      RecordingRepository repository,
      Jobs jobs,
      RecordingConfig config,
      Carriers carriers,
      Clock clock) {
    this.repository = repository;
    this.jobs = jobs;
    this.config = config;
    this.carriers = carriers;
    this.clock = clock;
  }

  /**
   * Remembers a finished recording for download, inside the caller's transaction. The same
   * recording told twice is remembered once; anything but a finished recording is ignored.
   *
   * @param callId ours, never null
   * @param causation id of the fact
   */
  public Uni<Void> accept(
      Mutiny.Session session,
      TenantId tenant,
      String callId,
      CarrierCallRecording fact,
      String causation) {
    if (!FINISHED.equals(fact.status()) || fact.recordingId() == null) {
      return Uni.createFrom().voidItem();
    }
    RecordingRow row = new RecordingRow();
    row.key = RowKey.of(tenant, UuidV7.next().toString());
    row.callId = callId;
    row.leg = fact.ids().leg() == null ? null : fact.ids().leg().wire();
    row.carrier = fact.carrier();
    row.connectionId = fact.connectionId().value();
    row.carrierCallId = fact.carrierCallId().value();
    row.carrierSessionId = fact.ids().carrierSessionId();
    row.carrierRecordingId = fact.recordingId();
    row.mediaUrl = fact.mediaUrl();
    row.mediaUrlUntil =
        carriers.of(fact.carrier()).mediaAddressExpires()
            ? fact.occurredAt().plus(config.mediaUrlLife())
            : null;
    row.seconds = fact.seconds();
    row.channels = fact.channels();
    row.startedAt = fact.startedAt();
    row.recordedAt = fact.occurredAt();
    row.createdAt = clock.instant();
    row.causation = causation;
    return repository
        .remember(session, row)
        .chain(
            first ->
                first
                    ? jobs.append(session, FetchRecordings.fetch(row)).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }
}

package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

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
   * A recording that a carrier tells of.
   *
   * @param causation id of the fact
   */
  public record ToldRecording(CallRef call, CarrierCallRecording fact, String causation) {
    private boolean isFinished() {
      return FINISHED.equals(fact.status()) && fact.recordingId() != null;
    }
  }

  /**
   * Remembers finished recordings for download, inside the caller's transaction. The same recording
   * told twice is remembered once; anything but a finished recording is ignored.
   */
  public Uni<Void> accept(Sql sql, List<ToldRecording> told) {
    List<RecordingRow> rows =
        told.stream().filter(ToldRecording::isFinished).map(this::row).toList();
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return repository
        .remember(sql, rows)
        .chain(
            first ->
                jobs.appendAll(
                    sql,
                    rows.stream()
                        .filter(row -> first.contains(row.key.id()))
                        .map(FetchRecordings::fetch)
                        .toList()))
        .replaceWithVoid();
  }

  private RecordingRow row(ToldRecording told) {
    CarrierCallRecording fact = told.fact();
    RecordingRow row = new RecordingRow();
    row.key = RowKey.of(told.call().tenant(), UuidV7.next().toString());
    row.callId = told.call().id().value();
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
    row.source = fact.source();
    row.recordedAt = fact.occurredAt();
    row.createdAt = clock.instant();
    row.causation = told.causation();
    return row;
  }
}

package dev.ramal.calls.recordings;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallerMessage;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Remembers the recordings that carriers tell of. */
@ApplicationScoped
public class RecordingFacts {
  private static final String FINISHED = "completed";
  private static final String CALL = "call";
  private static final String MESSAGE = "voicemail";

  private final RecordingRepository repository;
  private final Jobs jobs;
  private final ApplyFacts applyFacts;
  private final RecordingConfig config;
  private final Carriers carriers;
  private final Clock clock;

  RecordingFacts(
      RecordingRepository repository,
      Jobs jobs,
      ApplyFacts applyFacts,
      RecordingConfig config,
      Carriers carriers,
      Clock clock) {
    this.repository = repository;
    this.jobs = jobs;
    this.applyFacts = applyFacts;
    this.config = config;
    this.carriers = carriers;
    this.clock = clock;
  }

  /**
   * A recording that a carrier tells of.
   *
   * @param call as it is with that fact
   * @param causation id of the fact
   */
  public record ToldRecording(Call call, CarrierCallRecording fact, String causation) {
    private boolean isFinished() {
      return FINISHED.equals(fact.status()) && fact.recordingId() != null;
    }

    /** Alike whether the carrier tells what it recorded or we do. */
    private String source() {
      if (fact.source() != null) {
        return fact.source();
      }
      return CallerMessage.isOn(call, fact.startedAt()) ? MESSAGE : CALL;
    }
  }

  /**
   * Remembers finished recordings for download, inside the caller's transaction. The same recording
   * told twice is remembered once; anything but a finished recording is ignored.
   */
  public Uni<Void> accept(Sql sql, List<ToldRecording> told) {
    List<RecordingRow> rows =
        told.stream().filter(ToldRecording::isFinished).map(this::row).toList();
    return fetch(sql, rows);
  }

  /**
   * Recordings of a call that the carrier has and never told of: remembered as if it had. Of those
   * that are none the call is told.
   *
   * @param call locked by this transaction
   */
  Uni<Void> found(Sql sql, Call call, List<ListedRecording> found) {
    List<RecordingRow> rows =
        found.stream().filter(ListedRecording::isFinished).map(one -> row(call, one)).toList();
    List<Fact> none = rows.isEmpty() ? found.stream().map(one -> missing(one)).toList() : List.of();
    return fetch(sql, rows)
        .chain(
            () ->
                none.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : applyFacts.apply(sql, call, none, null).replaceWithVoid());
  }

  private Fact missing(ListedRecording one) {
    FactBody body = new FactBody.RecordingMissing(one.status(), one.recordingId());
    String id = "missing:" + one.status() + ":" + one.recordingId();
    return new Fact(id, null, null, clock.instant(), null, body);
  }

  private Uni<Void> fetch(Sql sql, List<RecordingRow> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<String, RecordingRow> byId = new LinkedHashMap<>();
    told.forEach(row -> byId.putIfAbsent(row.key.id(), row));
    List<RecordingRow> rows = List.copyOf(byId.values());
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

  /** Of what its carrier calls it, so that whoever hears of it first gives it the same. */
  private static RowKey key(TenantId tenant, Carrier carrier, String recordingId) {
    String name = tenant.value() + " " + carrier.wire() + " " + recordingId;
    return RowKey.of(
        tenant, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private RecordingRow row(Call call, ListedRecording found) {
    RecordingRow row = new RecordingRow();
    row.key = key(call.tenant(), call.details().carrier(), found.recordingId());
    row.callId = call.id().value();
    row.leg = LegName.LEAD.wire();
    row.carrier = call.details().carrier();
    row.connectionId = call.details().connectionId().value();
    row.carrierCallId = call.state().lead().carrierCallId().value();
    row.carrierRecordingId = found.recordingId();
    row.source = CALL;
    row.seconds = found.seconds();
    row.channels = found.channels();
    row.startedAt = found.startedAt();
    row.recordedAt = found.startedAt() == null ? clock.instant() : found.startedAt();
    row.createdAt = clock.instant();
    return row;
  }

  private RecordingRow row(ToldRecording told) {
    CarrierCallRecording fact = told.fact();
    RecordingRow row = new RecordingRow();
    row.key = key(told.call().tenant(), fact.carrier(), fact.recordingId());
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
    row.source = told.source();
    row.recordedAt = fact.occurredAt();
    row.createdAt = clock.instant();
    row.causation = told.causation();
    return row;
  }
}

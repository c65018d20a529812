package dev.ramal.calls.recordings;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * That a call will have no recording: its end says so from then on, so that nobody waits for one,
 * and a person is told.
 */
@ApplicationScoped
class TellMissing {
  private final RecordingRepository recordings;
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Outbox outbox;
  private final Events events;
  private final Clock clock;
  private final MeterProvider<Counter> lost;

  TellMissing(
      RecordingRepository recordings,
      CallRepository calls,
      ApplyFacts applyFacts,
      Outbox outbox,
      Events events,
      Clock clock,
      MeterRegistry metrics) {
    this.recordings = recordings;
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
    this.lost =
        Counter.builder("ramal.recordings.lost")
            .description("Recordings that calls will not have, by why")
            .withRegistry(metrics);
  }

  /** Before the job and the recording are locked: whoever changes a call locks it first. */
  Uni<Void> holdCall(Sql sql, Job job) {
    return recordings
        .callOf(sql, RowKey.of(job.tenant(), job.subject()))
        .chain(
            found ->
                found
                    .map(call -> calls.hold(sql, job.tenant(), call))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /**
   * It could not be fetched, however often it was tried. The alert is about the connection: what is
   * wrong with one meets every call.
   */
  Uni<Void> lost(Sql sql, RecordingRow row, int attempts) {
    return tell(
        sql,
        row,
        "lost",
        alert(
            "Gravação não pôde ser baixada",
            "A gravação %s da ligação %s continua na operadora; %d tentativas falharam."
                .formatted(row.key.id(), row.callId, attempts),
            row.connectionId));
  }

  /**
   * The carrier put it into the customer's own bucket. The alert is about the connection: it is a
   * setting at the carrier, every call meets it, and it is one thing while it is open.
   */
  Uni<Void> external(Sql sql, RecordingRow row, String host) {
    return tell(
        sql,
        row,
        "own-bucket",
        alert(
            "As gravações estão no seu próprio bucket",
            "A operadora guarda as gravações em %s, que só a sua organização abre; por isso não"
                    .formatted(host)
                + " tocam aqui nem no CRM. Para ouvi-las aqui, desligue o armazenamento externo na"
                + " conta da operadora.",
            row.connectionId));
  }

  /**
   * It was begun, and the carrier has none. However many calls that happens to, it is one thing.
   */
  Uni<Void> neverCame(Sql sql, CallRef call) {
    String id = call.id().value();
    return apply(sql, call, "lost", null, null)
        .chain(
            () ->
                outbox.append(
                    sql,
                    events.create(
                        call.tenant(),
                        Topics.ALERTS,
                        call.tenant().value(),
                        null,
                        alert(
                            "Gravação não chegou",
                            "A ligação %s foi gravada, mas a operadora não tem a gravação."
                                .formatted(id),
                            null))));
  }

  /** It came after all: a call that says it has none says otherwise from now on. */
  Uni<Void> kept(Sql sql, RecordingRow row) {
    CallId id = CallId.of(row.callId);
    return calls
        .lock(sql, row.tenant(), id)
        .chain(
            call ->
                call.filter(one -> one.state().recording().isMissing())
                    .map(one -> applyFacts.apply(sql, one, List.of(kept(row)), row.causation))
                    .orElseGet(() -> Uni.createFrom().nullItem()))
        .replaceWithVoid();
  }

  private Fact kept(RecordingRow row) {
    FactBody body = new FactBody.RecordingKept(row.carrierRecordingId);
    return new Fact("kept:" + row.carrierRecordingId, null, null, clock.instant(), null, body);
  }

  private Uni<Void> tell(Sql sql, RecordingRow row, String why, AlertRaised alert) {
    CallRef call = new CallRef(row.tenant(), CallId.of(row.callId));
    return apply(sql, call, why, row.carrierRecordingId, row.causation)
        .chain(
            () ->
                outbox.append(
                    sql,
                    events.create(
                        row.tenant(), Topics.ALERTS, alert.subject(), row.causation, alert)));
  }

  private Uni<Void> apply(Sql sql, CallRef call, String why, String recordingId, String causation) {
    sql.afterCommit(() -> lost.withTag("reason", why).increment());
    Fact missing =
        new Fact(
            "missing:" + why + ":" + (recordingId == null ? "" : recordingId),
            null,
            null,
            clock.instant(),
            null,
            new FactBody.RecordingMissing(why, recordingId));
    return applyFacts
        .apply(sql, call.tenant(), call.id(), List.of(missing), causation)
        .replaceWithVoid();
  }

  private AlertRaised alert(String title, String detail, String subject) {
    return new AlertRaised(
        UuidV7.next().toString(),
        "call-service",
        "warning",
        title,
        detail,
        subject,
        clock.instant());
  }
}

package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.ids.UuidV7;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes a finished call into the store, together with the job that writes its note a little later.
 *
 * <p>A note can never be changed. So it waits for the recording's link where one is expected, and a
 * few seconds for a correction of the call.
 *
 * <p>Failure policy: a recording that comes after its grace leaves the note without a link; a
 * correction that comes after the note is counted and not written, because a second note would be
 * worse than an inexact one.
 */
@ApplicationScoped
class RecordFinishedCall {
  private final ActivityRepository activities;
  private final NoteJobs notes;
  private final ActivityConfig config;
  private final Clock clock;
  private final MeterRegistry metrics;

  RecordFinishedCall(
      ActivityRepository activities,
      NoteJobs notes,
      ActivityConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.activities = activities;
    this.notes = notes;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  Uni<Void> ended(Mutiny.Session session, TenantId tenant, CallEnded ended, String causation) {
    FinishedCall call = FinishedCall.of(ended);
    return activities
        .lockOfCall(session, tenant, call.callId())
        .chain(
            known ->
                known.isPresent()
                    ? correct(session, known.get(), call)
                    : begin(session, tenant, call, ended.recordingExpected(), causation));
  }

  Uni<Void> recorded(Mutiny.Session session, TenantId tenant, RecordingReady ready) {
    return activities
        .lockOfCall(session, tenant, ready.callId())
        .map(
            known ->
                known.orElseThrow(
                    () ->
                        new FailureException(
                            new Failure.NotYet("the end of call " + ready.callId()))))
        .chain(known -> attach(session, known, ready.mediaPath()));
  }

  private Uni<Void> begin(
      Mutiny.Session session,
      TenantId tenant,
      FinishedCall call,
      boolean recordingExpected,
      String causation) {
    Activity activity =
        Activity.of(UuidV7.next().toString(), tenant, call, causation, clock.instant());
    return activities
        .add(session, activity)
        .chain(
            () ->
                notes.append(
                    session,
                    activity,
                    recordingExpected ? config.recordingGrace() : config.correctionWait()));
  }

  private Uni<Void> correct(Mutiny.Session session, Activity known, FinishedCall call) {
    if (call.revision() <= known.call().revision()) {
      return Uni.createFrom().voidItem();
    }
    return known
        .on(new Corrected(call))
        .map(corrected -> activities.update(session, corrected))
        .orElseGet(() -> late("ramal_crm_late_corrections"));
  }

  private Uni<Void> attach(Mutiny.Session session, Activity known, String path) {
    return known
        .on(new Recorded(path))
        .map(
            recorded ->
                activities
                    .update(session, recorded)
                    .chain(() -> notes.hurry(session, recorded, config.correctionWait())))
        .orElseGet(() -> late("ramal_crm_late_recordings"));
  }

  private Uni<Void> late(String counter) {
    metrics.counter(counter).increment();
    return Uni.createFrom().voidItem();
  }
}

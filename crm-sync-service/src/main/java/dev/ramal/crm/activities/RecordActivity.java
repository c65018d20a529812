package dev.ramal.crm.activities;

import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.ids.UuidV7;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes a finished call into the store, to be written a little later.
 *
 * <p>A note can never be changed. So it waits for the recording's link where one is expected, and a
 * few seconds for a correction of the call.
 *
 * <p>Failure policy: a recording that comes after its grace leaves the note without a link; a
 * correction that comes after the note is counted and not written, because a second note would be
 * worse than an inexact one.
 */
@ApplicationScoped
class RecordActivity {
  @Inject Activities activities;
  @Inject Clock clock;
  @Inject MeterRegistry metrics;

  /** How long a correction of a call is waited for. */
  @ConfigProperty(name = "ramal.crm.activities.settle", defaultValue = "3S")
  Duration settle;

  /** How long the recording of a call is waited for. */
  @ConfigProperty(name = "ramal.crm.activities.recording-grace", defaultValue = "10M")
  Duration recordingGrace;

  Uni<Void> ended(Mutiny.Session session, TenantId tenant, CallEnded ended, String causation) {
    return activities
        .ofCall(session, tenant, ended.callId())
        .flatMap(
            known ->
                known == null ? create(session, tenant, ended, causation) : correct(known, ended));
  }

  Uni<Void> recorded(Mutiny.Session session, TenantId tenant, RecordingReady ready) {
    return activities
        .ofCall(session, tenant, ready.callId())
        .onItem()
        .ifNull()
        .failWith(
            () -> new FailureException(new Failure.NotYet("the end of call " + ready.callId())))
        .invoke(known -> attach(known, ready.mediaPath()))
        .replaceWithVoid();
  }

  private Uni<Void> create(
      Mutiny.Session session, TenantId tenant, CallEnded ended, String causation) {
    Instant now = clock.instant();
    Activity activity =
        Activity.of(UuidV7.next().toString(), tenant, CallActivities.of(ended), causation, now);
    activity.dueAt(now.plus(ended.recordingExpected() ? recordingGrace : settle));
    return session.persist(activity);
  }

  private Uni<Void> correct(Activity known, CallEnded ended) {
    if (ended.revision() > known.revision) {
      if (known.isStillToBeWritten()) {
        known.tell(CallActivities.of(ended).withRecording(known.call().recordingPath()));
      } else {
        metrics.counter("ramal_crm_late_corrections").increment();
      }
    }
    return Uni.createFrom().voidItem();
  }

  private void attach(Activity known, String path) {
    if (known.isStillToBeWritten() && known.call().recordingPath() == null) {
      known.tell(known.call().withRecording(path));
      Instant soon = clock.instant().plus(settle);
      if (known.nextAttemptAt.isAfter(soon)) {
        known.dueAt(soon);
      }
    } else {
      metrics.counter("ramal_crm_late_recordings").increment();
    }
  }
}

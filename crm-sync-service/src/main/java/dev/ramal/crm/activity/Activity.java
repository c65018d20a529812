package dev.ramal.crm.activity;

import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.ActivityEvent.Redriven;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be noted on its way into the CRM: one finished call, or one day of messages. Pure: it
 * knows no clock, no store and no CRM.
 *
 * @param kind which note this is about
 * @param subject what is to be told
 * @param chosenDealId the deal that a person chose in a redrive; null when none did
 * @param attempts deliveries that count, since it was recorded or sent on its way again
 * @param causation id of the event that began it
 */
public record Activity(
    String id,
    TenantId tenant,
    NoteKind kind,
    NoteSubject subject,
    ActivityState state,
    String chosenDealId,
    int attempts,
    String causation,
    Instant createdAt) {

  public static Activity of(
      String id,
      TenantId tenant,
      NoteKind kind,
      NoteSubject subject,
      String causation,
      Instant now) {
    ActivityState first = new ActivityState.Pending();
    return new Activity(id, tenant, kind, subject, first, null, 0, causation, now);
  }

  /**
   * The call that it is about.
   *
   * @throws ClassCastException when it is about something else, see the kind
   */
  public FinishedCall call() {
    return (FinishedCall) subject;
  }

  /** Whether its note belongs where another note about the same stands. */
  public boolean isFollowUp() {
    return kind.isFollowUp();
  }

  /** The activity after the event; empty when the event says nothing to it, as when it is late. */
  public Optional<Activity> on(ActivityEvent event) {
    if (event instanceof Recorded && call().recordingPath() != null) {
      return Optional.empty();
    }
    return state.on(event).map(next -> after(event, next));
  }

  public Activity withAttempts(int made) {
    return new Activity(id, tenant, kind, subject, state, chosenDealId, made, causation, createdAt);
  }

  /** The deal that somebody has decided on; null to search for it. */
  public String decidedDealId() {
    return chosenDealId == null ? subject.dealId() : chosenDealId;
  }

  private Activity after(ActivityEvent event, ActivityState next) {
    NoteSubject told = subject;
    String chosen = chosenDealId;
    int made = attempts;
    if (event instanceof Corrected corrected) {
      told = corrected.call().withRecording(call().recordingPath());
    } else if (event instanceof Recorded recorded) {
      told = call().withRecording(recorded.path());
    } else if (event instanceof Redriven redriven) {
      chosen = redriven.dealId() == null ? chosenDealId : redriven.dealId();
      made = 0;
    }
    return new Activity(id, tenant, kind, told, next, chosen, made, causation, createdAt);
  }
}

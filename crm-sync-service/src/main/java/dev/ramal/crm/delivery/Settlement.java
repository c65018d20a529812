package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.crm.activities.CallActivity;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.deals.DealMatch;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Stores what became of an attempt; the one place where a fault of the CRM becomes a decision.
 *
 * <table>
 *   <caption>Policy</caption>
 *   <tr><td>throttled</td><td>wait as told; costs no attempt</td></tr>
 *   <tr><td>disconnected</td><td>wait for an administrator; costs no attempt</td></tr>
 *   <tr><td>unavailable</td><td>back off, at last failed as exhausted</td></tr>
 *   <tr><td>outcome unknown</td><td>back off, let the note settle, then look for it before
 *       writing</td></tr>
 *   <tr><td>refused</td><td>failed at once; a person must look</td></tr>
 * </table>
 *
 * <p>Failure policy: a delivery that no longer holds its lease changes nothing, except that a note
 * which was written is stored as written.
 */
@ApplicationScoped
class Settlement {
  /** What an activity is about, as it is published. */
  static final String SUBJECT = "call";

  private static final Logger LOG = Logger.getLogger(Settlement.class);

  @Inject TenantTransactions transactions;
  @Inject Activities activities;
  @Inject Outbox outbox;
  @Inject Events events;
  @Inject Clock clock;

  /** How long a note that was sent may still turn up after we stopped waiting for the answer. */
  @ConfigProperty(name = "ramal.crm.delivery.note-settle", defaultValue = "60S")
  Duration noteSettle;

  /**
   * Commits that a note is about to leave.
   *
   * @return what is to be told, as it stands now; empty when this delivery must stop: its lease is
   *     gone, or the call was moved to another deal meanwhile
   */
  Uni<Optional<CallActivity>> beginWriting(Activity claimed, String contactId, String dealId) {
    return change(
        claimed,
        (session, activity) -> {
          Instant now = clock.instant();
          if (!activity.mayBeWrittenBy(claimed.leaseToken(), now)) {
            LOG.warnf("activity %s was taken over before its note left", activity.id());
            return Uni.createFrom().item(Optional.<CallActivity>empty());
          }
          if (!activity.call().isAboutTheSameDealAs(claimed.call())) {
            activity.postpone(now, null);
            return Uni.createFrom().item(Optional.<CallActivity>empty());
          }
          activity.beginWriting(contactId, dealId);
          return Uni.createFrom().item(Optional.of(activity.call()));
        });
  }

  Uni<Void> synced(Activity claimed, String noteId) {
    return change(
        claimed,
        (session, activity) -> {
          if (!Activity.WRITING.equals(activity.state())) {
            return Uni.createFrom().voidItem();
          }
          Instant now = clock.instant();
          activity.synced(noteId, now);
          return append(
              session,
              activity,
              new ActivitySynced(
                  SUBJECT,
                  activity.subjectId(),
                  activity.contactId(),
                  activity.dealId(),
                  noteId,
                  activity.attempts(),
                  now));
        });
  }

  Uni<Void> undecided(Activity claimed, DealMatch.Unresolved open) {
    return whileHeld(
        claimed, (session, activity) -> fail(session, activity, open.kind(), open.reason()));
  }

  /** A question went wrong, not the note itself: what is known of an earlier note stays. */
  Uni<Void> fault(Activity claimed, CrmFault fault) {
    return whileHeld(claimed, (session, activity) -> decide(session, activity, fault));
  }

  /** The request that carries the note went wrong. */
  Uni<Void> noteFault(Activity claimed, CrmFault fault) {
    return whileHeld(
        claimed,
        (session, activity) -> {
          Instant now = clock.instant();
          if (fault instanceof CrmFault.OutcomeUnknown) {
            activity.outcomeUnknownUntil(now.plus(noteSettle));
          } else {
            activity.notTaken();
          }
          if (fault instanceof CrmFault.Refused) {
            activity.refused(fault.getMessage(), now);
            return tell(session, activity, now);
          }
          return decide(session, activity, fault);
        });
  }

  private Uni<Void> decide(Mutiny.Session session, Activity activity, CrmFault fault) {
    Instant now = clock.instant();
    String reason = fault.getMessage();
    if (fault instanceof CrmFault.Throttled throttled) {
      activity.postpone(now.plus(throttled.retryAfter()), reason);
      return Uni.createFrom().voidItem();
    }
    if (fault instanceof CrmFault.Disconnected) {
      // Due at once, and claimed as soon as there is a connection.
      activity.postpone(now, reason);
      return Uni.createFrom().voidItem();
    }
    if (fault instanceof CrmFault.Refused) {
      return fail(session, activity, FailureKind.REJECTED, reason);
    }
    activity.tryAgainAt(now.plus(Backoff.after(activity.attempts() + 1)), reason);
    return Backoff.exhausted(activity.attempts())
        ? fail(session, activity, FailureKind.EXHAUSTED, reason)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> fail(
      Mutiny.Session session, Activity activity, FailureKind kind, String reason) {
    Instant now = clock.instant();
    activity.failed(kind, reason, now);
    return tell(session, activity, now);
  }

  private Uni<Void> tell(Mutiny.Session session, Activity activity, Instant now) {
    String kind = activity.failureKind();
    String reason = activity.failureReason();
    ActivityFailed failed =
        new ActivityFailed(SUBJECT, activity.subjectId(), kind, reason, activity.attempts(), now);
    return append(session, activity, failed)
        .chain(() -> alert(session, activity, kind, reason, now));
  }

  private Uni<Void> alert(
      Mutiny.Session session, Activity activity, String kind, String reason, Instant now) {
    if (!FailureKind.EXHAUSTED.word().equals(kind) && !FailureKind.REJECTED.word().equals(kind)) {
      return Uni.createFrom().voidItem();
    }
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            "crm-sync-service",
            "warning",
            "Uma ligação não foi registrada no CRM",
            reason,
            activity.subjectId(),
            now);
    return outbox.append(
        session,
        events.create(
            activity.tenant(), Topics.ALERTS, activity.subjectId(), activity.causation(), alert));
  }

  private Uni<Void> append(Mutiny.Session session, Activity activity, Record event) {
    return outbox.append(
        session,
        events.create(
            activity.tenant(), Topics.CRM, activity.subjectId(), activity.causation(), event));
  }

  private Uni<Void> whileHeld(
      Activity claimed, BiFunction<Mutiny.Session, Activity, Uni<Void>> work) {
    return change(
        claimed,
        (session, activity) ->
            activity.isHeldBy(claimed.leaseToken())
                ? work.apply(session, activity)
                : Uni.createFrom().voidItem());
  }

  private <T> Uni<T> change(Activity claimed, BiFunction<Mutiny.Session, Activity, Uni<T>> work) {
    return transactions.inTenant(
        claimed.tenant(),
        session ->
            activities
                .byId(session, claimed.id())
                .flatMap(activity -> work.apply(session, activity)));
  }
}

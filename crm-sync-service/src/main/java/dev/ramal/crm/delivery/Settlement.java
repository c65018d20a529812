package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.crm.contacts.Target;
import dev.ramal.crm.rdstation.CrmFault;
import dev.ramal.events.TenantId;
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
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores what became of an attempt; the one place where a fault of the CRM becomes a decision.
 *
 * <table>
 *   <caption>Policy</caption>
 *   <tr><td>throttled</td><td>wait as told; costs no attempt</td></tr>
 *   <tr><td>disconnected</td><td>wait for an administrator; costs no attempt</td></tr>
 *   <tr><td>unavailable</td><td>back off, at last failed as exhausted</td></tr>
 *   <tr><td>outcome unknown</td><td>back off, then look for the note before writing</td></tr>
 *   <tr><td>refused</td><td>failed at once; a person must look</td></tr>
 * </table>
 */
@ApplicationScoped
class Settlement {
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofMinutes(1);

  @Inject TenantTransactions transactions;
  @Inject Activities activities;
  @Inject Outbox outbox;
  @Inject Events events;
  @Inject Clock clock;

  Uni<Void> beginWriting(TenantId tenant, String id, String contactId, String dealId) {
    return change(
        tenant,
        id,
        (session, activity) -> {
          activity.beginWriting(contactId, dealId);
          return Uni.createFrom().voidItem();
        });
  }

  Uni<Void> synced(TenantId tenant, String id, String noteId) {
    return change(
        tenant,
        id,
        (session, activity) -> {
          Instant now = clock.instant();
          activity.synced(noteId, now);
          return append(
              session,
              activity,
              new ActivitySynced(
                  "call",
                  activity.subjectId(),
                  activity.contactId(),
                  activity.dealId(),
                  noteId,
                  activity.attempts(),
                  now));
        });
  }

  Uni<Void> undecided(TenantId tenant, String id, Target.Undecided open) {
    return change(
        tenant, id, (session, activity) -> fail(session, activity, open.kind(), open.reason()));
  }

  Uni<Void> fault(TenantId tenant, String id, CrmFault fault) {
    return change(tenant, id, (session, activity) -> decide(session, activity, fault));
  }

  private Uni<Void> decide(Mutiny.Session session, Activity activity, CrmFault fault) {
    Instant now = clock.instant();
    String reason = fault.getMessage();
    if (fault instanceof CrmFault.Throttled throttled) {
      activity.postpone(now.plus(throttled.retryAfter()), reason);
      return Uni.createFrom().voidItem();
    }
    if (fault instanceof CrmFault.Disconnected) {
      activity.postpone(now.plus(WAIT_FOR_CONNECTION), reason);
      return Uni.createFrom().voidItem();
    }
    if (fault instanceof CrmFault.Refused) {
      activity.refused(reason, now);
      return tell(session, activity, now);
    }
    activity.tryAgainAt(now.plus(Backoff.after(activity.attempts() + 1)), reason);
    return Backoff.exhausted(activity.attempts())
        ? fail(session, activity, "exhausted", reason)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> fail(Mutiny.Session session, Activity activity, String kind, String reason) {
    Instant now = clock.instant();
    activity.failed(kind, reason, now);
    return tell(session, activity, now);
  }

  private Uni<Void> tell(Mutiny.Session session, Activity activity, Instant now) {
    String kind = activity.failureKind();
    String reason = activity.failureReason();
    ActivityFailed failed =
        new ActivityFailed("call", activity.subjectId(), kind, reason, activity.attempts(), now);
    return append(session, activity, failed)
        .chain(() -> alert(session, activity, kind, reason, now));
  }

  private Uni<Void> alert(
      Mutiny.Session session, Activity activity, String kind, String reason, Instant now) {
    if (!"exhausted".equals(kind) && !"rejected".equals(kind)) {
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

  private Uni<Void> change(
      TenantId tenant, String id, BiFunction<Mutiny.Session, Activity, Uni<Void>> work) {
    return transactions.inTenant(
        tenant,
        session -> activities.byId(session, id).flatMap(activity -> work.apply(session, activity)));
  }
}

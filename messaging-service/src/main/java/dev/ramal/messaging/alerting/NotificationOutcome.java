package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.RedriveDeadJob;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertNotification.State;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What follows from the jobs that tell receivers, by whatever they are told. */
@ApplicationScoped
class NotificationOutcome {
  /** Code of our own: nobody need hear it any more, or it was told. */
  static final String IDLE = "not-wanted";

  private final AlertRepository alerts;
  private final NotificationRepository notifications;
  private final TellReceivers receivers;
  private final BrokenReceivers broken;

  NotificationOutcome(
      AlertRepository alerts,
      NotificationRepository notifications,
      TellReceivers receivers,
      BrokenReceivers broken) {
    this.alerts = alerts;
    this.notifications = notifications;
    this.receivers = receivers;
    this.broken = broken;
  }

  /** Whoever changes an alert locks it before its notifications and jobs. */
  Uni<Void> lock(Sql sql, Job job) {
    return alerts.lock(sql, job.tenant(), AlertJobs.About.alert(job)).replaceWithVoid();
  }

  Uni<Void> done(Sql sql, Job job) {
    return notifications
        .lock(sql, job.tenant(), job.subject())
        .map(Optional::orElseThrow)
        .chain(one -> receivers.sent(sql, one, null).chain(() -> broken.works(sql, one)));
  }

  Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return notifications
        .lock(sql, job.tenant(), job.subject())
        .map(Optional::orElseThrow)
        .chain(
            one ->
                one.state() != State.PENDING
                    ? Uni.createFrom().voidItem()
                    : IDLE.equals(code) ? receivers.dropped(sql, one) : fail(sql, one, reason));
  }

  private Uni<Void> fail(Sql sql, AlertNotification one, String reason) {
    return alerts
        .find(sql, one.tenant(), one.alertId())
        .map(Optional::orElseThrow)
        .chain(
            alert ->
                receivers
                    .failed(sql, alert, one, reason)
                    .chain(() -> broken.tell(sql, alert, one, reason)));
  }

  /** A dead one is told once more, as long as it is of any use. */
  Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return notifications
        .lock(sql, tenant, job.subject())
        .map(Optional::orElseThrow)
        .call(
            one ->
                alerts
                    .find(sql, tenant, one.alertId())
                    .map(Optional::orElseThrow)
                    .invoke(
                        alert -> {
                          if (one.isIdle(alert)) {
                            throw RedriveDeadJob.senseless(
                                "Somebody takes care of the alert, or it is over.");
                          }
                        }))
        .chain(one -> notifications.end(sql, one, State.PENDING, null, null));
  }
}

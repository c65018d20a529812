package dev.ramal.messaging.alerting;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertNotification.State;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.OwnMessages;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whoever was written to and whom the text did not reach was not told: the next step need not wait.
 * The message itself says what became of it, so that news in any order ends as the last one.
 */
@ApplicationScoped
class HearDeliveries implements OwnMessages {
  private final AlertRepository alerts;
  private final NotificationRepository notifications;
  private final MessageRepository messages;
  private final TellReceivers receivers;
  private final BrokenReceivers broken;
  private final AlertJobs jobs;

  HearDeliveries(
      AlertRepository alerts,
      NotificationRepository notifications,
      MessageRepository messages,
      TellReceivers receivers,
      BrokenReceivers broken,
      AlertJobs jobs) {
    this.alerts = alerts;
    this.notifications = notifications;
    this.messages = messages;
    this.receivers = receivers;
    this.broken = broken;
    this.jobs = jobs;
  }

  /** By a job: whoever changes messages holds no alert. */
  @Override
  public Uni<Void> heard(Sql sql, List<News> news) {
    return jobs.hear(sql, news);
  }

  /** Nothing for a message that told no alert. */
  Uni<Void> hear(Sql sql, Job job) {
    return notifications
        .carriedBy(sql, job.tenant(), job.subject())
        .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : hear(sql, found.get()));
  }

  /** Alerts are locked before notifications, and those before messages. */
  private Uni<Void> hear(Sql sql, AlertNotification told) {
    return alerts
        .lock(sql, told.tenant(), told.alertId())
        .map(Optional::orElseThrow)
        .chain(
            alert ->
                notifications
                    .lock(sql, told.tenant(), told.id())
                    .map(Optional::orElseThrow)
                    .chain(
                        one ->
                            messages
                                .lock(sql, told.tenant(), new MessageId(told.messageId()))
                                .chain(row -> conclude(sql, alert, one, row.message()))));
  }

  /** What an SMS follows instead is told by that. */
  private Uni<Void> conclude(Sql sql, AlertRow alert, AlertNotification one, Message message) {
    FailureCause cause = message.progress().cause();
    boolean followed = cause != null && FailureReasons.REPLACED_BY_SMS.equals(cause.code());
    if (message.state().isFailure() && one.state() == State.SENT && !followed) {
      String reason = reason(message);
      return receivers
          .failed(sql, alert, one, reason)
          .chain(() -> broken.tell(sql, alert, one, reason));
    }
    if (!message.state().isArrival()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> corrected =
        one.state() == State.FAILED
            ? receivers.sent(sql, one, one.messageId())
            : Uni.createFrom().voidItem();
    return corrected.chain(() -> broken.works(sql, one));
  }

  private static String reason(Message message) {
    FailureCause cause = message.progress().cause();
    if (cause == null) {
      return message.state().wire();
    }
    return cause.code() == null ? cause.reason() : cause.reason() + " (" + cause.code() + ")";
  }
}

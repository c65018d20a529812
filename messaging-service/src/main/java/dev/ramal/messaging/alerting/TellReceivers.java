package dev.ramal.messaging.alerting;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.alerting.AlertJobs.Step;
import dev.ramal.messaging.alerting.AlertNotification.State;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.ReceiverChannel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Stores whom an alert is to be told, and what became of it. A step of which nobody can be reached
 * is followed by the next one at once.
 */
@ApplicationScoped
class TellReceivers {
  private static final Logger LOG = Logger.getLogger(TellReceivers.class);

  private final NotificationRepository notifications;
  private final AlertJobs jobs;
  private final MeterRegistry metrics;

  TellReceivers(NotificationRepository notifications, AlertJobs jobs, MeterRegistry metrics) {
    this.notifications = notifications;
    this.jobs = jobs;
    this.metrics = metrics;
  }

  /** Those of one step, in the round in which the alert is. */
  Uni<Void> tell(Sql sql, AlertRow alert, int step, List<AlertReceiver> receivers) {
    return add(sql, alert, step, AlertNews.RAISED, receivers);
  }

  /** Channels in Slack that were told of it hear what became of it. */
  Uni<Void> follow(Sql sql, AlertRow alert, AlertNews news, EscalationPolicy policy) {
    return notifications
        .of(sql, alert.tenant(), alert.id())
        .chain(
            told -> {
              List<AlertReceiver> channels =
                  told.stream()
                      .filter(one -> one.news() == AlertNews.RAISED && one.state() == State.SENT)
                      .map(AlertNotification::receiver)
                      .distinct()
                      .map(policy::receiver)
                      .filter(Objects::nonNull)
                      .filter(receiver -> receiver.channel() == ReceiverChannel.SLACK)
                      .toList();
              return add(sql, alert, alert.nextStep(), news, channels);
            });
  }

  private Uni<Void> add(
      Sql sql, AlertRow alert, int step, AlertNews news, List<AlertReceiver> receivers) {
    return receivers.isEmpty()
        ? Uni.createFrom().voidItem()
        : notifications
            .add(sql, alert, step, news, receivers)
            .chain(added -> jobs.tell(sql, added));
  }

  /**
   * @param messageId null for Slack
   */
  Uni<Void> sent(Sql sql, AlertNotification one, String messageId) {
    count(sql, one, State.SENT);
    return notifications.end(sql, one, State.SENT, null, messageId);
  }

  /** Nobody need hear it any more. */
  Uni<Void> dropped(Sql sql, AlertNotification one) {
    count(sql, one, State.DROPPED);
    return notifications.end(sql, one, State.DROPPED, null, null);
  }

  /** Whoever calls has locked the alert. */
  Uni<Void> failed(Sql sql, AlertRow alert, AlertNotification one, String reason) {
    count(sql, one, State.FAILED);
    sql.afterCommit(
        () ->
            LOG.errorf(
                "tenant=%s alert=%s channel=%s not told: %s",
                one.tenant(), one.alertId(), one.channel(), reason));
    return notifications
        .end(sql, one, State.FAILED, reason, one.messageId())
        .chain(() -> notifications.isAnybodyReached(sql, one))
        .chain(
            reached ->
                reached || one.news() != AlertNews.RAISED
                    ? Uni.createFrom().voidItem()
                    : jobs.step(
                        sql,
                        alert,
                        AlertJobs.STEP,
                        new Step(one.round(), one.step() + 1),
                        Duration.ZERO));
  }

  private void count(Sql sql, AlertNotification one, State state) {
    sql.afterCommit(
        () ->
            Counter.builder("ramal.alert.notifications")
                .description("What receivers of alerts were told, or could not be told")
                .tag("channel", one.channel())
                .tag("outcome", state.wire())
                .register(metrics)
                .increment());
  }
}

package dev.ramal.messaging.alerting;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.alerting.AlertNotification.State;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import dev.ramal.messaging.alerting.policy.ReceiverChannel;
import dev.ramal.messaging.sending.SendOwnText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes to the person on call, by the way of every message: the notification and the message are
 * stored in one transaction, so each is told with one message however often the job is done. By
 * WhatsApp inside the window that the person has opened, else by SMS. Whether it arrives is heard
 * later ({@link HearDeliveries}).
 */
@ApplicationScoped
class NotifyByText implements JobHandler<String> {
  private final SqlTransactions transactions;
  private final AlertRepository alerts;
  private final NotificationRepository notifications;
  private final EscalationPolicyRepository policies;
  private final TellReceivers receivers;
  private final NotificationOutcome outcomes;
  private final SendOwnText texts;
  private final AlertJobs jobs;

  NotifyByText(
      SqlTransactions transactions,
      AlertRepository alerts,
      NotificationRepository notifications,
      EscalationPolicyRepository policies,
      TellReceivers receivers,
      NotificationOutcome outcomes,
      SendOwnText texts,
      AlertJobs jobs) {
    this.transactions = transactions;
    this.alerts = alerts;
    this.notifications = notifications;
    this.policies = policies;
    this.receivers = receivers;
    this.outcomes = outcomes;
    this.texts = texts;
    this.jobs = jobs;
  }

  @Override
  public JobQueue queue() {
    return jobs.telling(AlertJobs.TEXTS);
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return write(job, false)
        .onFailure(NotifyByText::isWindowClosed)
        .recoverWithUni(() -> write(job, true))
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> refusal((ProblemException) failure));
  }

  /** Nothing left this process: what was not stored was not sent. */
  @Override
  public Uni<Outcome<String>> ask(Job job) {
    return Uni.createFrom().item(new Outcome.NotTaken<>("interrupted"));
  }

  @Override
  public Uni<Outcome<String>> weigh(Sql sql, Job job, Outcome<String> outcome) {
    return outcomes.lock(sql, job).replaceWith(outcome);
  }

  /** All of it was stored with the message. */
  @Override
  public Uni<Void> done(Sql sql, Job job, String messageId) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return outcomes.refused(sql, job, code, reason);
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return outcomes.redriven(sql, tenant, job);
  }

  private Uni<Outcome<String>> write(Job job, boolean bySms) {
    return transactions.inTenant(
        job.tenant(),
        sql ->
            alerts
                .lock(sql, job.tenant(), AlertJobs.About.alert(job))
                .chain(
                    alert ->
                        notifications
                            .lock(sql, job.tenant(), job.subject())
                            .chain(
                                one -> write(sql, alert.orElseThrow(), one.orElseThrow(), bySms))));
  }

  private Uni<Outcome<String>> write(
      SqlTransaction sql, AlertRow alert, AlertNotification one, boolean bySms) {
    if (one.state() == State.SENT) {
      return Uni.createFrom().item(new Outcome.Done<>(one.messageId()));
    }
    if (one.isIdle(alert) || one.state() != State.PENDING) {
      return Uni.createFrom()
          .item(new Outcome.Refused<>(NotificationOutcome.IDLE, "nobody need hear it any more"));
    }
    return policies
        .of(sql, one.tenant())
        .map(policy -> policy.receiver(one.receiver()))
        .chain(
            person ->
                person == null || person.to() == null
                    ? Uni.createFrom()
                        .item(
                            new Outcome.Refused<>(
                                "receiver-gone", "the settings have no such phone any more"))
                    : send(sql, alert, one, person, bySms));
  }

  private Uni<Outcome<String>> send(
      SqlTransaction sql,
      AlertRow alert,
      AlertNotification one,
      AlertReceiver person,
      boolean bySms) {
    Channel channel =
        bySms || person.channel() == ReceiverChannel.SMS ? Channel.SMS : Channel.WHATSAPP;
    return texts
        .send(sql, one.tenant(), new E164(person.to()), channel, AlertText.sms(alert))
        .call(messageId -> receivers.sent(sql, one, messageId))
        .map(messageId -> (Outcome<String>) new Outcome.Done<>(messageId));
  }

  private static boolean isWindowClosed(Throwable failure) {
    return failure instanceof ProblemException refused
        && refused.problem().code().equals(MessageProblems.TEMPLATE_REQUIRED);
  }

  private static Outcome<String> refusal(ProblemException failure) {
    return new Outcome.Refused<>(failure.problem().code(), failure.problem().title());
  }
}

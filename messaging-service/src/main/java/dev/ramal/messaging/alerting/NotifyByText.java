package dev.ramal.messaging.alerting;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RepeatableHandler;
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
import dev.ramal.messaging.templates.OwnTemplates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes to the person on call, by the way of every message: the notification and the message are
 * stored in one transaction, so each is told with one message however often the job is done. By
 * WhatsApp inside the window that the person has opened; outside of it as the template that the
 * settings name, where it is approved; else by SMS. Whether it arrives is heard later ({@link
 * HearDeliveries}).
 */
@ApplicationScoped
class NotifyByText implements RepeatableHandler<String> {
  private final SqlTransactions transactions;
  private final AlertRepository alerts;
  private final NotificationRepository notifications;
  private final EscalationPolicyRepository policies;
  private final TellReceivers receivers;
  private final NotificationOutcome outcomes;
  private final SendOwnText texts;
  private final OwnTemplates templates;
  private final AlertJobs jobs;

  NotifyByText(
      SqlTransactions transactions,
      AlertRepository alerts,
      NotificationRepository notifications,
      EscalationPolicyRepository policies,
      TellReceivers receivers,
      NotificationOutcome outcomes,
      SendOwnText texts,
      OwnTemplates templates,
      AlertJobs jobs) {
    this.transactions = transactions;
    this.alerts = alerts;
    this.notifications = notifications;
    this.policies = policies;
    this.receivers = receivers;
    this.outcomes = outcomes;
    this.texts = texts;
    this.templates = templates;
    this.jobs = jobs;
  }

  @Override
  public JobQueue queue() {
    return jobs.telling(AlertJobs.TEXTS);
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return write(job, Way.AS_SET)
        .onFailure(NotifyByText::isWindowClosed)
        .recoverWithUni(
            () ->
                write(job, Way.TEMPLATE)
                    .onFailure(ProblemException.class)
                    .recoverWithUni(() -> write(job, Way.SMS)))
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> refusal((ProblemException) failure));
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

  /** How a person is written to, one after the other while WhatsApp does not take it. */
  private enum Way {
    /** By the channel that is set, as a text. */
    AS_SET,
    /** By WhatsApp as a template, where the settings name one. */
    TEMPLATE,
    SMS
  }

  private Uni<Outcome<String>> write(Job job, Way way) {
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
                                one -> write(sql, alert.orElseThrow(), one.orElseThrow(), way))));
  }

  private Uni<Outcome<String>> write(
      SqlTransaction sql, AlertRow alert, AlertNotification one, Way way) {
    if (one.state() == State.SENT) {
      return Uni.createFrom().item(new Outcome.Done<>(one.messageId()));
    }
    if (one.isIdle(alert) || one.state() != State.PENDING) {
      return Uni.createFrom()
          .item(new Outcome.Refused<>(NotificationOutcome.IDLE, "nobody need hear it any more"));
    }
    return policies
        .of(sql, one.tenant())
        .chain(
            policy -> {
              AlertReceiver person = policy.receiver(one.receiver());
              return person == null || person.to() == null
                  ? Uni.createFrom()
                      .item(
                          new Outcome.Refused<>(
                              "receiver-gone", "the settings have no such phone any more"))
                  : send(sql, alert, person, way, policy.templateId())
                      .call(messageId -> receivers.sent(sql, one, messageId))
                      .map(messageId -> (Outcome<String>) new Outcome.Done<>(messageId));
            });
  }

  private Uni<String> send(
      SqlTransaction sql, AlertRow alert, AlertReceiver person, Way way, String templateId) {
    E164 to = new E164(person.to());
    boolean asTemplate = way == Way.TEMPLATE && templateId != null;
    if (asTemplate) {
      return templates
          .filled(sql, alert.tenant(), templateId, AlertText.values(alert))
          .chain(
              filled ->
                  filled
                      .map(template -> texts.send(sql, alert.tenant(), to, template))
                      .orElseGet(() -> text(sql, alert, to, Channel.SMS)));
    }
    boolean byWhatsApp = way == Way.AS_SET && person.channel() == ReceiverChannel.WHATSAPP;
    return text(sql, alert, to, byWhatsApp ? Channel.WHATSAPP : Channel.SMS);
  }

  private Uni<String> text(SqlTransaction sql, AlertRow alert, E164 to, Channel channel) {
    return texts.send(sql, alert.tenant(), to, channel, AlertText.sms(alert));
  }

  private static boolean isWindowClosed(Throwable failure) {
    return failure instanceof ProblemException refused
        && refused.problem().code().equals(MessageProblems.TEMPLATE_REQUIRED);
  }

  private static Outcome<String> refusal(ProblemException failure) {
    return new Outcome.Refused<>(failure.problem().code(), failure.problem().title());
  }
}

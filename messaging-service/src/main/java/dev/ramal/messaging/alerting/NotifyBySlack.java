package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.alerting.AlertNotification.State;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import dev.ramal.messaging.alerting.policy.EscalationPolicyRepository;
import dev.ramal.messaging.alerting.slack.SlackWebhook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Posts what a channel in Slack is to hear.
 *
 * <p>Failure policy: see {@link SlackWebhook}; twice rather than never.
 */
@ApplicationScoped
class NotifyBySlack implements RepeatableHandler<String> {
  /** Code of our own. */
  private static final String GONE = "receiver-gone";

  private final SqlTransactions transactions;
  private final AlertRepository alerts;
  private final NotificationRepository notifications;
  private final EscalationPolicyRepository policies;
  private final NotificationOutcome outcomes;
  private final SlackWebhook slack;
  private final SecretCipher cipher;
  private final AlertJobs jobs;
  private final Clock clock;

  NotifyBySlack(
      SqlTransactions transactions,
      AlertRepository alerts,
      NotificationRepository notifications,
      EscalationPolicyRepository policies,
      NotificationOutcome outcomes,
      SlackWebhook slack,
      SecretCipher cipher,
      AlertJobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.alerts = alerts;
    this.notifications = notifications;
    this.policies = policies;
    this.outcomes = outcomes;
    this.slack = slack;
    this.cipher = cipher;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * What to post.
   *
   * @param refusal why not to; null when it is to be posted
   */
  private record Post(String sealed, String context, String message, Outcome<String> refusal) {
    static Post refused(String code, String why) {
      return new Post(null, null, null, new Outcome.Refused<>(code, why));
    }
  }

  @Override
  public JobQueue queue() {
    return jobs.telling(AlertJobs.SLACK);
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return transactions
        .inTenant(job.tenant(), sql -> prepare(sql, job))
        .chain(
            post ->
                post.refusal() != null
                    ? Uni.createFrom().item(post.refusal())
                    : job.mayStillLeave(clock)
                        ? send(post)
                        : Uni.createFrom().item(new Outcome.NotTaken<>("it took too long")));
  }

  @Override
  public Uni<Outcome<String>> weigh(Sql sql, Job job, Outcome<String> outcome) {
    return outcomes.lock(sql, job).replaceWith(outcome);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String said) {
    return outcomes.done(sql, job);
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, String said) {
    return outcomes.done(sql, job);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return outcomes.refused(sql, job, code, reason);
  }

  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return outcomes.redriven(sql, tenant, job);
  }

  private Uni<Post> prepare(Sql sql, Job job) {
    return Uni.combine()
        .all()
        .unis(
            alerts.find(sql, job.tenant(), AlertJobs.About.alert(job)),
            notifications.lock(sql, job.tenant(), job.subject()),
            policies.of(sql, job.tenant()))
        .collectFailures()
        .with(
            (alert, one, policy) ->
                post(
                    alert.orElseThrow(),
                    one.orElseThrow(),
                    Optional.ofNullable(policy.receiver(one.orElseThrow().receiver()))));
  }

  private static Post post(
      AlertRow alert, AlertNotification one, Optional<AlertReceiver> receiver) {
    if (one.isIdle(alert) || one.state() != State.PENDING) {
      return Post.refused(NotificationOutcome.IDLE, "nobody need hear it any more");
    }
    return receiver
        .filter(found -> found.sealedWebhook() != null)
        .map(
            found ->
                new Post(
                    found.sealedWebhook(),
                    AlertReceiver.sealContext(alert.tenant().value(), found.id()),
                    AlertText.slack(alert, one.news()).json(),
                    null))
        .orElse(Post.refused(GONE, "the settings have no such channel any more"));
  }

  private Uni<Outcome<String>> send(Post post) {
    try {
      return slack.post(cipher.open(post.sealed(), post.context()), post.message());
    } catch (UnopenableSecret e) {
      return Uni.createFrom()
          .item(new Outcome.Refused<>("sealed", "no key opens the webhook: enter it again"));
    }
  }
}

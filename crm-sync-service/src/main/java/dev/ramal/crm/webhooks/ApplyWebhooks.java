package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.OwnRecordRepository;
import dev.ramal.crm.consent.HearContact;
import dev.ramal.crm.consent.HearContact.TakenIn;
import dev.ramal.crm.contacts.ToldContactRepository;
import dev.ramal.crm.deals.ForgetDeal;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobSetHandler;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.GroupCommit.HeldElsewhere;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Applies what the CRM told, in sets of any organizations, in the transaction that ends their jobs:
 * what was believed of a contact's phones is put right, who declines communications is told to
 * others, and a deal that is closed is used no more. Nobody else is asked: to run a job is to read
 * it, and what cannot be read is in no set.
 *
 * <p>Failure policy: a set that cannot be stored is applied one by one, and what was left behind
 * once alone; what somebody else holds comes again. What cannot be applied is tried again for a
 * day, and is then given up; the next webhook of the record, or the next look-up, says the same.
 */
@ApplicationScoped
class ApplyWebhooks implements JobSetHandler<ToldWebhook> {
  /** Stands in the store. */
  static final String QUEUE = "crm-webhooks";

  /** Stands in the store. */
  static final String KIND = "apply";

  private static final int AT_ONCE = 64;
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Backoff AGAIN =
      Backoff.doubling(Duration.ofSeconds(1), Duration.ofMinutes(10));

  private final HearContact hearContact;
  private final ToldContactRepository contacts;
  private final ForgetDeal forgetDeal;
  private final OwnRecordRepository ownRecords;
  private final WebhookRepository webhooks;
  private final WebhookCounts counts;

  ApplyWebhooks(
      HearContact hearContact,
      ToldContactRepository contacts,
      ForgetDeal forgetDeal,
      OwnRecordRepository ownRecords,
      WebhookRepository webhooks,
      WebhookCounts counts) {
    this.hearContact = hearContact;
    this.contacts = contacts;
    this.forgetDeal = forgetDeal;
    this.ownRecords = ownRecords;
    this.webhooks = webhooks;
    this.counts = counts;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(AT_ONCE, AT_ONCE / 2)
        .lease(LEASE)
        .questions(AGAIN, Duration.ofDays(1))
        .forgetsEnded();
  }

  @Override
  public Uni<Outcome<ToldWebhook>> run(Job job) {
    return read(job, true);
  }

  @Override
  public Uni<Outcome<ToldWebhook>> ask(Job job) {
    return read(job, false);
  }

  private static Uni<Outcome<ToldWebhook>> read(Job job, boolean inSet) {
    return Uni.createFrom().item(new Outcome.Done<>(ToldWebhook.of(job, inSet)));
  }

  @Override
  public boolean isForSets(ToldWebhook told) {
    return told.inSet();
  }

  @Override
  public Uni<Void> doneAll(SqlTransaction sql, List<Taken<ToldWebhook>> taken, Uni<Void> conclude) {
    List<ToldWebhook> told = taken.stream().map(Taken::result).toList();
    return echoes(sql, told)
        .chain(
            own ->
                hearContact
                    .hearFree(sql, WebhookSet.news(told, own))
                    .invoke(heard -> failWithoutThoseHeldElsewhere(taken, heard))
                    .chain(
                        heard ->
                            Sql.together(
                                List.of(
                                    apply(sql, new WebhookSet(told, own, heard.changing())),
                                    conclude))));
  }

  private static void failWithoutThoseHeldElsewhere(List<Taken<ToldWebhook>> taken, TakenIn heard) {
    if (!heard.held().isEmpty()) {
      throw new HeldElsewhere(
          taken.stream().filter(one -> heard.held().contains(one.result().news())).toList());
    }
  }

  /** What was not heard is not late: it comes again. */
  private static void failWhereHeldElsewhere(TakenIn heard) {
    if (!heard.held().isEmpty()) {
      throw new IllegalStateException("its contact is held by somebody else");
    }
  }

  /** Only where this conclusion of the job is the first, so once. */
  @Override
  public Uni<Void> done(Sql sql, Job job, ToldWebhook one) {
    List<ToldWebhook> told = List.of(one);
    return echoes(sql, told)
        .chain(
            own ->
                hearContact
                    .hear(sql, WebhookSet.news(told, own))
                    .invoke(ApplyWebhooks::failWhereHeldElsewhere)
                    .chain(heard -> apply(sql, new WebhookSet(told, own, heard.changing()))));
  }

  /** It was tried for a day. */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return end(
        sql, List.of(new EndedWebhook(job.tenant(), job.subject(), WebhookOutcome.GIVEN_UP)));
  }

  private Uni<Set<RowKey>> echoes(Sql sql, List<ToldWebhook> told) {
    return ownRecords.among(
        sql, told.stream().filter(ToldWebhook::isOfMaking).map(ToldWebhook::record).toList());
  }

  private Uni<Void> apply(Sql sql, WebhookSet set) {
    return Sql.together(
        List.of(
            contacts.putRight(sql, set.changedContacts()),
            contacts.doubt(sql, set.doubtedContacts()),
            forgetDeal.forget(sql, set.closedDeals()),
            end(sql, set.ended())));
  }

  private Uni<Void> end(Sql sql, List<EndedWebhook> ended) {
    ended.forEach(one -> counts.ended(sql, one.outcome()));
    return webhooks.end(sql, ended);
  }
}

package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.OwnRecordRepository;
import dev.ramal.crm.consent.ContactNews;
import dev.ramal.crm.consent.ContactNumbers;
import dev.ramal.crm.consent.HearContact;
import dev.ramal.crm.contacts.FindContact;
import dev.ramal.crm.deals.ForgetDeal;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmContactRecord;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.crm.port.CrmWebhook.Change;
import dev.ramal.crm.port.CrmWebhook.Subject;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.TimerHandler;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Applies what the CRM told, in the transaction that ends its job: what was believed of a contact's
 * phones is put right, who declines communications is told to others, and a deal that is closed is
 * used no more.
 *
 * <p>Failure policy: what cannot be applied is tried again for a day, and is then given up; the
 * next webhook of the record, or the next look-up, says the same.
 */
@ApplicationScoped
class ApplyWebhook implements TimerHandler {
  /** Stands in the store. */
  static final String QUEUE = "crm-webhooks";

  /** Stands in the store. */
  static final String KIND = "apply";

  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Backoff AGAIN =
      Backoff.doubling(Duration.ofSeconds(1), Duration.ofMinutes(10));

  private final HearContact hearContact;
  private final FindContact findContact;
  private final ForgetDeal forgetDeal;
  private final OwnRecordRepository ownRecords;
  private final WebhookRepository webhooks;
  private final WebhookCounts counts;

  ApplyWebhook(
      HearContact hearContact,
      FindContact findContact,
      ForgetDeal forgetDeal,
      OwnRecordRepository ownRecords,
      WebhookRepository webhooks,
      WebhookCounts counts) {
    this.hearContact = hearContact;
    this.findContact = findContact;
    this.forgetDeal = forgetDeal;
    this.ownRecords = ownRecords;
    this.webhooks = webhooks;
    this.counts = counts;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE)
        .places(8, 4)
        .lease(LEASE)
        .questions(AGAIN, Duration.ofDays(1))
        .forgetsEnded();
  }

  /** Only where this conclusion of the job is the first, so once. */
  @Override
  public Uni<Void> done(Sql sql, Job job, String kind) {
    CrmWebhook webhook = job.payload(CrmWebhook.class);
    TenantId tenant = job.tenant();
    return ownRecords
        .has(sql, tenant, webhook.recordId())
        .chain(
            ours ->
                ours && webhook.change() == Change.CREATED
                    ? Uni.createFrom().item(WebhookOutcome.ECHO)
                    : apply(sql, tenant, webhook))
        .invoke(ended -> counts.ended(sql, ended))
        .chain(ended -> webhooks.end(sql, tenant, webhook.transactionId(), ended));
  }

  private Uni<WebhookOutcome> apply(Sql sql, TenantId tenant, CrmWebhook webhook) {
    if (webhook.subject() == Subject.DEAL) {
      Uni<Void> done =
          webhook.closed()
              ? forgetDeal.forget(sql, tenant, webhook.recordId())
              : Uni.createFrom().voidItem();
      return done.replaceWith(WebhookOutcome.APPLIED);
    }
    return hearContact
        .hear(sql, tenant, news(webhook))
        .chain(
            isNew ->
                isNew
                    ? putRight(sql, tenant, webhook).replaceWith(WebhookOutcome.APPLIED)
                    : Uni.createFrom().item(WebhookOutcome.LATE));
  }

  private static ContactNews news(CrmWebhook webhook) {
    return webhook.contact() == null
        ? ContactNews.gone(webhook.recordId(), webhook.toldAt(), webhook.transactionId())
        : ContactNews.of(
            webhook.contact(), webhook.updatedAt(), webhook.toldAt(), webhook.transactionId());
  }

  private Uni<Void> putRight(Sql sql, TenantId tenant, CrmWebhook webhook) {
    CrmContactRecord contact = webhook.contact();
    return contact == null
        ? findContact.gone(sql, tenant, webhook.recordId())
        : findContact.changed(
            sql,
            tenant,
            new CrmContact(contact.id(), contact.name()),
            ContactNumbers.of(contact.phones()),
            webhook.toldAt());
  }
}

package dev.ramal.crm.webhooks;

import dev.ramal.crm.consent.ContactNews;
import dev.ramal.crm.consent.NewsTimes;
import dev.ramal.crm.contacts.ToldContact;
import dev.ramal.crm.port.CrmContactRecord;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.crm.port.CrmWebhook.Change;
import dev.ramal.crm.port.CrmWebhook.Subject;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.tenancy.RowKey;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A webhook that is to be applied, read whole.
 *
 * @param news of the contact that it is about; null for a deal
 * @param inSet whether it is applied together with others; not where it was left behind before
 */
record ToldWebhook(TenantId tenant, CrmWebhook webhook, ContactNews news, boolean inSet) {

  /**
   * @throws RuntimeException where the job holds what cannot be read
   */
  static ToldWebhook of(Job job, boolean inSet) {
    CrmWebhook webhook = job.payload(CrmWebhook.class);
    Stream.of(webhook.transactionId(), webhook.recordId(), webhook.subject(), webhook.toldAt())
        .forEach(Objects::requireNonNull);
    return new ToldWebhook(job.tenant(), webhook, news(job.tenant(), webhook), inSet);
  }

  private static ContactNews news(TenantId tenant, CrmWebhook told) {
    if (told.subject() == Subject.DEAL) {
      return null;
    }
    return told.contact() == null
        ? ContactNews.gone(tenant, told.recordId(), times(told), told.transactionId())
        : ContactNews.of(tenant, told.contact(), times(told), told.transactionId());
  }

  private static NewsTimes times(CrmWebhook told) {
    return new NewsTimes(told.updatedAt(), told.aheadAt(), told.toldAt());
  }

  RowKey record() {
    return RowKey.of(tenant, webhook.recordId());
  }

  /** Whether it tells that a record was made, which may be ours. */
  boolean isOfMaking() {
    return webhook.change() == Change.CREATED;
  }

  /** Whether all that it says of the contact's phones could be read. */
  boolean tellsPhones() {
    return news != null && news.numbers() != null;
  }

  /** As the contact stands now; without phones where it is gone. */
  ToldContact contact() {
    CrmContactRecord contact = webhook.contact();
    return new ToldContact(
        tenant,
        webhook.recordId(),
        contact == null ? null : contact.name(),
        contact == null ? null : contact.company(),
        contact != null && contact.noCompany(),
        news.numbers(),
        webhook.updatedAt());
  }

  EndedWebhook as(WebhookOutcome outcome) {
    return new EndedWebhook(tenant, webhook.transactionId(), outcome);
  }
}

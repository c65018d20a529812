package dev.ramal.crm.webhooks;

import dev.ramal.crm.consent.ContactNews;
import dev.ramal.crm.contacts.ToldContact;
import dev.ramal.kit.tenancy.RowKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Webhooks of any organizations that are applied together, and what is known of them. Pure.
 *
 * @param own records that we made
 * @param changing news of contacts that were not late
 */
record WebhookSet(List<ToldWebhook> told, Set<RowKey> own, Set<ContactNews> changing) {

  /** What is news of contacts; that we made a record ourselves is none. */
  static List<ContactNews> news(List<ToldWebhook> told, Set<RowKey> own) {
    return told.stream()
        .filter(one -> one.news() != null && !isEcho(one, own))
        .map(ToldWebhook::news)
        .toList();
  }

  private static boolean isEcho(ToldWebhook one, Set<RowKey> own) {
    return one.isOfMaking() && own.contains(one.record());
  }

  List<ToldContact> changedContacts() {
    return applied().filter(ToldWebhook::tellsPhones).map(ToldWebhook::contact).toList();
  }

  /** The CRM must be asked for them. */
  List<RowKey> doubtedContacts() {
    return told.stream()
        .filter(one -> outcome(one) == WebhookOutcome.READ_IN_PART)
        .map(ToldWebhook::record)
        .toList();
  }

  List<RowKey> closedDeals() {
    return applied().filter(one -> one.webhook().closed()).map(ToldWebhook::record).toList();
  }

  List<EndedWebhook> ended() {
    return told.stream().map(one -> one.as(outcome(one))).toList();
  }

  private Stream<ToldWebhook> applied() {
    return told.stream().filter(one -> outcome(one).isApplied());
  }

  private WebhookOutcome outcome(ToldWebhook one) {
    if (isEcho(one, own)) {
      return WebhookOutcome.ECHO;
    }
    if (one.news() != null && !changing.contains(one.news())) {
      return WebhookOutcome.LATE;
    }
    return one.webhook().unread() == null ? WebhookOutcome.APPLIED : WebhookOutcome.READ_IN_PART;
  }
}

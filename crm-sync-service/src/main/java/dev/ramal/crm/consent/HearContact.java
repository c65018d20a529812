package dev.ramal.crm.consent;

import dev.ramal.crm.consent.ContactState.Heard;
import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmContactRecord;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes in what the CRM says of contacts, by itself or in a look-up, and tells others who declines
 * communications and who takes them again.
 */
@ApplicationScoped
public class HearContact {
  private final SqlTransactions transactions;
  private final ContactStateRepository states;
  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  HearContact(
      SqlTransactions transactions,
      ContactStateRepository states,
      Outbox outbox,
      Events events,
      Clock clock) {
    this.transactions = transactions;
    this.states = states;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What the CRM says by itself; locks the contact.
   *
   * @return false when it came late: something newer is known
   */
  public Uni<Boolean> hear(Sql sql, TenantId tenant, ContactNews news) {
    return states
        .seed(sql, tenant, List.of(news.contactId()))
        .chain(() -> apply(sql, tenant, List.of(news)))
        .map(heard -> heard > 0);
  }

  /** What a look-up has read. Most contacts have nothing to say, and cost nothing here. */
  public Uni<Void> found(TenantId tenant, Collection<CrmContact> contacts) {
    List<ContactNews> news =
        contacts.stream()
            .map(CrmContact::asRead)
            .filter(Objects::nonNull)
            .filter(read -> read.consent() != null)
            .map(this::read)
            .toList();
    return news.isEmpty()
        ? Uni.createFrom().voidItem()
        : transactions.inTenant(
            tenant,
            sql ->
                states
                    .seed(sql, tenant, declining(news))
                    .chain(() -> apply(sql, tenant, news))
                    .replaceWithVoid());
  }

  private ContactNews read(CrmContactRecord read) {
    return ContactNews.read(read, clock.instant());
  }

  /** Who takes communications and was never known to decline them is not kept. */
  private static List<String> declining(List<ContactNews> news) {
    return news.stream()
        .filter(one -> one.consent() == CommunicationsConsent.DECLINED)
        .map(ContactNews::contactId)
        .distinct()
        .toList();
  }

  /** How many of the news changed something. */
  private Uni<Integer> apply(Sql sql, TenantId tenant, List<ContactNews> news) {
    return states
        .lock(sql, tenant, news.stream().map(ContactNews::contactId).distinct().toList())
        .chain(
            known -> {
              Map<String, ContactState> now = new HashMap<>();
              known.forEach(state -> now.put(state.contactId(), state));
              Map<String, ContactState> changed = new HashMap<>();
              List<OutboxEntry> told = new ArrayList<>();
              for (ContactNews one : news) {
                ContactState before = now.get(one.contactId());
                Heard heard = before == null ? null : before.hear(one).orElse(null);
                if (heard != null) {
                  now.put(one.contactId(), heard.state());
                  changed.put(one.contactId(), heard.state());
                  if (heard.told() != null) {
                    told.add(entry(tenant, one, heard));
                  }
                }
              }
              return changed.isEmpty()
                  ? Uni.createFrom().item(0)
                  : Sql.together(
                          List.of(
                              states.write(sql, tenant, List.copyOf(changed.values())),
                              outbox.appendAll(sql, told)))
                      .replaceWith(changed.size());
            });
  }

  private OutboxEntry entry(TenantId tenant, ContactNews news, Heard heard) {
    ContactState is = heard.state();
    Record data =
        heard.told() == CommunicationsConsent.DECLINED
            ? new ContactConsentDeclined(
                news.crm(), is.contactId(), is.numbers(), news.transactionId(), is.saidAt())
            : new ContactConsentGranted(
                news.crm(), is.contactId(), news.transactionId(), is.saidAt());
    return OutboxEntry.of(events.create(tenant, Topics.CRM, is.contactId(), null, data));
  }
}

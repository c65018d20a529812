package dev.ramal.crm.consent;

import dev.ramal.crm.consent.ContactState.Heard;
import dev.ramal.crm.port.CommunicationsConsent;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * What became of news.
   *
   * @param changing those that changed something; the others came late: something newer is known
   * @param held those of contacts that somebody else holds; then nothing was taken in
   */
  public record TakenIn(Set<ContactNews> changing, Set<ContactNews> held) {
    private static final TakenIn NOTHING = new TakenIn(Set.of(), Set.of());
  }

  /** What the CRM says by itself of contacts of any organizations; locks them. */
  public Uni<TakenIn> hear(Sql sql, List<ContactNews> news) {
    return hear(sql, news, keys -> states.lock(sql, keys));
  }

  /** The same; where somebody else holds some of them, nothing is taken in. */
  public Uni<TakenIn> hearFree(Sql sql, List<ContactNews> news) {
    return hear(sql, news, keys -> states.lockFree(sql, keys));
  }

  private Uni<TakenIn> hear(
      Sql sql, List<ContactNews> news, Function<Set<RowKey>, Uni<Map<RowKey, ContactState>>> lock) {
    if (news.isEmpty()) {
      return Uni.createFrom().item(TakenIn.NOTHING);
    }
    Set<RowKey> keys = keys(news.stream());
    return Uni.combine()
        .all()
        .unis(states.seed(sql, keys), lock.apply(keys))
        .collectFailures()
        .with((seeded, known) -> known)
        .chain(
            known -> {
              Set<ContactNews> held =
                  news.stream()
                      .filter(one -> !known.containsKey(one.key()))
                      .collect(Collectors.toSet());
              return held.isEmpty()
                  ? apply(sql, news, known).map(changing -> new TakenIn(changing, Set.of()))
                  : Uni.createFrom().item(new TakenIn(Set.of(), held));
            });
  }

  /** What a look-up has read. Most contacts have nothing to say, and cost nothing here. */
  public Uni<Void> found(TenantId tenant, Collection<CrmContact> contacts) {
    List<ContactNews> news =
        contacts.stream()
            .map(CrmContact::asRead)
            .filter(Objects::nonNull)
            .filter(read -> read.consent() != null)
            .map(read -> ContactNews.read(tenant, read, clock.instant()))
            .toList();
    return news.isEmpty()
        ? Uni.createFrom().voidItem()
        : transactions.inTenant(
            tenant,
            sql ->
                states
                    .seed(sql, declining(news))
                    .chain(() -> states.lock(sql, keys(news.stream())))
                    .chain(known -> apply(sql, news, known))
                    .replaceWithVoid());
  }

  /** Who takes communications and was never known to decline them is not kept. */
  private static Set<RowKey> declining(List<ContactNews> news) {
    return keys(news.stream().filter(one -> one.consent() == CommunicationsConsent.DECLINED));
  }

  private static Set<RowKey> keys(Stream<ContactNews> news) {
    return news.map(ContactNews::key).collect(Collectors.toSet());
  }

  /**
   * Those of the news that changed something.
   *
   * @param known contacts that have a row, locked
   */
  private Uni<Set<ContactNews>> apply(
      Sql sql, List<ContactNews> news, Map<RowKey, ContactState> known) {
    Map<RowKey, ContactState> changed = new HashMap<>();
    Set<ContactNews> changing = new HashSet<>();
    List<OutboxEntry> told = new ArrayList<>();
    for (ContactNews one : news) {
      ContactState before = changed.getOrDefault(one.key(), known.get(one.key()));
      Heard heard = before == null ? null : before.hear(one).orElse(null);
      if (heard != null) {
        changed.put(one.key(), heard.state());
        changing.add(one);
        if (heard.told() != null) {
          told.add(entry(one, heard));
        }
      }
    }
    return changed.isEmpty()
        ? Uni.createFrom().item(changing)
        : Sql.together(List.of(states.write(sql, changed), outbox.appendAll(sql, told)))
            .replaceWith(changing);
  }

  private OutboxEntry entry(ContactNews news, Heard heard) {
    ContactState is = heard.state();
    Record data =
        heard.told() == CommunicationsConsent.DECLINED
            ? new ContactConsentDeclined(
                news.crm(), is.contactId(), is.numbers(), news.transactionId(), is.saidAt())
            : new ContactConsentGranted(
                news.crm(), is.contactId(), news.transactionId(), is.saidAt());
    return OutboxEntry.of(events.create(news.tenant(), Topics.CRM, is.contactId(), null, data));
  }
}

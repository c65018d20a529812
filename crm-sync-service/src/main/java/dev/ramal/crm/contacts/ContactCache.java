package dev.ramal.crm.contacts;

import dev.ramal.crm.port.CrmContact;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactLinked;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is remembered of earlier look-ups, so that each call does not cost eight requests. */
@ApplicationScoped
class ContactCache {
  private final TenantTransactions transactions;
  private final Outbox outbox;
  private final Events events;

  ContactCache(TenantTransactions transactions, Outbox outbox, Events events) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.events = events;
  }

  Uni<List<CrmContact>> fresh(TenantId tenant, String phone, Instant notBefore) {
    return transactions.inTenant(
        tenant,
        session ->
            links(session, tenant, phone)
                .map(
                    links ->
                        links.stream()
                            .filter(link -> link.checkedAt.isAfter(notBefore))
                            .map(link -> new CrmContact(link.contactId, link.contactName))
                            .toList()));
  }

  /** Replaces what was known of a phone; a contact that is new to it is announced. */
  Uni<Void> remember(TenantId tenant, String phone, List<CrmContact> contacts, Instant at) {
    return transactions.inTenant(
        tenant,
        session ->
            links(session, tenant, phone)
                .flatMap(known -> replace(session, tenant, phone, known, contacts, at)));
  }

  private Uni<Void> replace(
      Mutiny.Session session,
      TenantId tenant,
      String phone,
      List<ContactLinkRow> known,
      List<CrmContact> contacts,
      Instant at) {
    Map<String, ContactLinkRow> gone = new HashMap<>();
    known.forEach(link -> gone.put(link.contactId, link));
    List<ContactLinkRow> fresh = new ArrayList<>();
    for (CrmContact contact : contacts) {
      ContactLinkRow link = gone.remove(contact.id());
      if (link == null) {
        link = ContactLinkRow.of(tenant, phone, contact.id());
        fresh.add(link);
      }
      link.contactName = contact.name();
      link.checkedAt = at;
    }
    return session
        .removeAll(gone.values().toArray())
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(fresh)
                    .onItem()
                    .transformToUniAndConcatenate(link -> save(session, tenant, link))
                    .onItem()
                    .ignoreAsUni());
  }

  private Uni<Void> save(Mutiny.Session session, TenantId tenant, ContactLinkRow link) {
    ContactLinked linked =
        new ContactLinked(link.phone, link.contactId, link.contactName, null, link.checkedAt);
    return session
        .persist(link)
        .chain(
            () ->
                outbox.append(
                    session, events.create(tenant, Topics.CRM, link.contactId, null, linked)));
  }

  private static Uni<List<ContactLinkRow>> links(
      Mutiny.Session session, TenantId tenant, String phone) {
    return session
        .createQuery(
            "from ContactLinkRow where tenant = :tenant and phone = :phone", ContactLinkRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("phone", phone)
        .getResultList();
  }
}

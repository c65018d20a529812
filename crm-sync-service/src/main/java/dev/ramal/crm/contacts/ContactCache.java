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
import java.util.List;
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
    List<ContactLinkRow> gone =
        known.stream()
            .filter(link -> contacts.stream().noneMatch(c -> c.id().equals(link.contactId)))
            .toList();
    return session
        .removeAll(gone.toArray())
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(contacts)
                    .onItem()
                    .transformToUniAndConcatenate(
                        contact -> save(session, tenant, phone, known, contact, at))
                    .collect()
                    .asList()
                    .replaceWithVoid());
  }

  private Uni<Void> save(
      Mutiny.Session session,
      TenantId tenant,
      String phone,
      List<ContactLinkRow> known,
      CrmContact contact,
      Instant at) {
    for (ContactLinkRow link : known) {
      if (link.contactId.equals(contact.id())) {
        link.checkedAt = at;
        link.contactName = contact.name();
        return Uni.createFrom().voidItem();
      }
    }
    ContactLinkRow link = new ContactLinkRow();
    link.tenant = tenant.value();
    link.phone = phone;
    link.contactId = contact.id();
    link.contactName = contact.name();
    link.checkedAt = at;
    ContactLinked linked = new ContactLinked(phone, contact.id(), contact.name(), null, at);
    return session
        .persist(link)
        .chain(
            () ->
                outbox.append(
                    session, events.create(tenant, Topics.CRM, contact.id(), null, linked)));
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

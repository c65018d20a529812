package dev.ramal.crm.contacts;

import dev.ramal.crm.rdstation.CrmContact;
import dev.ramal.crm.rdstation.CrmDeal;
import dev.ramal.crm.rdstation.CrmPort;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Finds the open deal of the person on the phone.
 *
 * <p>We refuse to guess: a note cannot be taken back from the CRM, so several open deals are a
 * question for a person, not a choice of ours.
 */
@ApplicationScoped
public class FindTarget {
  @Inject CrmPort crm;
  @Inject FindContact findContact;

  /**
   * @param phone E.164 or whatever the carrier said
   * @param contactId as the agent chose; null to search by phone
   * @param dealId as the agent or an administrator chose; null to search
   */
  public Uni<Target> of(TenantId tenant, String phone, String contactId, String dealId) {
    if (dealId != null) {
      return Uni.createFrom().item(new Target.Deal(contactId, dealId));
    }
    return contacts(tenant, phone, contactId)
        .flatMap(
            contacts ->
                contacts.isEmpty()
                    ? Uni.createFrom()
                        .item(new Target.Undecided("no-contact", "nenhum contato com este número"))
                    : dealOf(tenant, contacts));
  }

  private Uni<List<CrmContact>> contacts(TenantId tenant, String phone, String contactId) {
    return contactId == null
        ? findContact.byPhone(tenant, phone)
        : Uni.createFrom().item(List.of(new CrmContact(contactId, null)));
  }

  private Uni<Target> dealOf(TenantId tenant, List<CrmContact> contacts) {
    return Multi.createFrom()
        .iterable(contacts)
        .onItem()
        .transformToUniAndConcatenate(
            contact -> crm.openDeals(tenant, contact.id()).map(deals -> new Found(contact, deals)))
        .collect()
        .asList()
        .map(FindTarget::decide);
  }

  private static Target decide(List<Found> found) {
    List<Target.Deal> open =
        found.stream()
            .flatMap(f -> f.deals.stream().map(d -> new Target.Deal(f.contact.id(), d.id())))
            .distinct()
            .toList();
    return switch ((int) open.stream().map(Target.Deal::dealId).distinct().count()) {
      case 0 -> new Target.Undecided("no-deal", "o contato não tem negociação aberta");
      case 1 -> open.get(0);
      default -> new Target.Undecided("ambiguous", "há " + open.size() + " negociações abertas");
    };
  }

  private record Found(CrmContact contact, List<CrmDeal> deals) {}
}

package dev.ramal.crm.contacts;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.rdstation.CrmContact;
import dev.ramal.crm.rdstation.CrmDeal;
import dev.ramal.crm.rdstation.CrmId;
import dev.ramal.crm.rdstation.CrmPort;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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
   * @param contactId as the agent chose; null, or what cannot be an id, to search by phone
   * @param dealId as the agent or an administrator chose; null, or what cannot be an id, to search
   */
  public Uni<Target> of(TenantId tenant, String phone, String contactId, String dealId) {
    String contact = CrmId.isValid(contactId) ? contactId : null;
    if (CrmId.isValid(dealId)) {
      return Uni.createFrom().item(new Target.Deal(contact, dealId));
    }
    return contact == null
        ? byPhone(tenant, phone)
        : dealOf(tenant, List.of(new CrmContact(contact, null)));
  }

  /** Goes on to less likely contacts until one has an open deal. */
  private Uni<Target> byPhone(TenantId tenant, String phone) {
    AtomicReference<Target> best =
        new AtomicReference<>(
            new Target.Undecided(FailureKind.NO_CONTACT, "nenhum contato com este número"));
    return findContact
        .allByPhone(tenant, phone)
        .onItem()
        .transformToUniAndConcatenate(contacts -> dealOf(tenant, contacts))
        .invoke(best::set)
        .filter(target -> !isWithoutDeal(target))
        .collect()
        .first()
        .map(ignored -> best.get());
  }

  private static boolean isWithoutDeal(Target target) {
    return target instanceof Target.Undecided open && open.kind() == FailureKind.NO_DEAL;
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
      case 0 -> new Target.Undecided(FailureKind.NO_DEAL, "o contato não tem negociação aberta");
      case 1 -> open.get(0);
      default ->
          new Target.Undecided(FailureKind.AMBIGUOUS, "há " + open.size() + " negociações abertas");
    };
  }

  private record Found(CrmContact contact, List<CrmDeal> deals) {}
}

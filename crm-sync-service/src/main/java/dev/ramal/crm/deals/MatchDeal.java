package dev.ramal.crm.deals;

import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.contacts.FindContact;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmId;
import dev.ramal.events.TenantId;
import dev.ramal.numbering.Withheld;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds the open deal of the person on the phone.
 *
 * <p>We refuse to guess: a note cannot be taken back from the CRM, so several open deals are a
 * question for a person, not a choice of ours.
 */
@ApplicationScoped
public class MatchDeal {
  private final OrganizationCrm crm;
  private final FindContact findContact;

  MatchDeal(OrganizationCrm crm, FindContact findContact) {
    this.crm = crm;
    this.findContact = findContact;
  }

  /**
   * @param phone E.164 or whatever the carrier said
   * @param contactId as the agent chose; null, or what cannot be an id, to search by phone
   * @param dealId as the agent or an administrator chose; null, or what cannot be an id, to search
   */
  public Uni<DealMatch> match(TenantId tenant, String phone, String contactId, String dealId) {
    String contact = CrmId.isValid(contactId) ? contactId : null;
    if (CrmId.isValid(dealId)) {
      return Uni.createFrom().item(new DealMatch.Deal(new NotePlace(contact, dealId)));
    }
    return contact == null
        ? byPhone(tenant, phone)
        : dealOf(tenant, List.of(new CrmContact(contact, null)));
  }

  /** Goes on to less likely contacts until one has an open deal. */
  private Uni<DealMatch> byPhone(TenantId tenant, String phone) {
    AtomicReference<DealMatch> best =
        new AtomicReference<>(
            new DealMatch.Unresolved(FailureKind.NO_CONTACT, whyNobody(phone), List.of(), null));
    return findContact
        .allByPhone(tenant, phone)
        .onItem()
        .transformToUniAndConcatenate(contacts -> dealOf(tenant, contacts))
        .invoke(match -> best.updateAndGet(before -> isLikelier(before, match) ? before : match))
        .filter(match -> !isWithoutDeal(match))
        .collect()
        .first()
        .map(ignored -> best.get());
  }

  /** Of people without a deal who came first is the likelier; a deal outweighs both. */
  private static boolean isLikelier(DealMatch before, DealMatch match) {
    return isWithoutDeal(before) && isWithoutDeal(match);
  }

  private static boolean isWithoutDeal(DealMatch match) {
    return match instanceof DealMatch.Unresolved open && open.isWithoutDeal();
  }

  static String whyNobody(String phone) {
    return Withheld.is(phone)
        ? "quem ligou não mostra o número: escolha a negociação"
        : "nenhum contato com este número";
  }

  private Uni<DealMatch> dealOf(TenantId tenant, List<CrmContact> contacts) {
    return Multi.createFrom()
        .iterable(contacts)
        .onItem()
        .transformToUniAndConcatenate(
            contact -> crm.openDeals(tenant, contact.id()).map(deals -> new Found(contact, deals)))
        .collect()
        .asList()
        .map(MatchDeal::decide);
  }

  private static DealMatch decide(List<Found> found) {
    Map<String, DealMatch.Candidate> open = new LinkedHashMap<>();
    for (Found one : found) {
      one.deals.forEach(
          deal ->
              open.putIfAbsent(
                  deal.id(),
                  new DealMatch.Candidate(new NotePlace(one.contact.id(), deal.id()), deal)));
    }
    List<DealMatch.Candidate> candidates = List.copyOf(open.values());
    return switch (candidates.size()) {
      case 0 -> withoutDeal(found);
      case 1 -> new DealMatch.Deal(candidates.get(0).place());
      default ->
          new DealMatch.Unresolved(
              FailureKind.AMBIGUOUS,
              "há " + candidates.size() + " negociações abertas",
              candidates,
              null);
    };
  }

  /** Of several who are as likely nobody is chosen. */
  private static DealMatch withoutDeal(List<Found> found) {
    boolean one = found.size() == 1;
    return new DealMatch.Unresolved(
        FailureKind.NO_DEAL,
        one
            ? "o contato não tem negociação aberta"
            : found.size() + " contatos têm este número, nenhum tem negociação aberta",
        List.of(),
        one ? found.get(0).contact.id() : null);
  }

  private record Found(CrmContact contact, List<CrmDeal> deals) {}
}

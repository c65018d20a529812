package dev.ramal.crm.deals;

import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.connections.ConnectedCrm;
import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.contacts.FindContact;
import dev.ramal.crm.deals.DealMatch.Unresolved;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmPort.NewDeal;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Makes the contact and the deal that a call lacks in the CRM, each once.
 *
 * <p>A CRM knows no idempotency key. So one delivery at a time enters a person; it looks again
 * before it does, past what is remembered, and where an answer is lost nobody does so until what
 * was sent has turned up or never will: then the search finds it. A deal that was made is used for
 * as long without a search, since the CRM's list may lag behind.
 *
 * <p>Failure policy: what the CRM commits, or lists, later than that is made twice. Nothing of ours
 * can prevent it.
 */
@ApplicationScoped
class EnterPerson {
  private final MatchDeal matchDeal;
  private final FindContact findContact;
  private final OrganizationCrm crm;
  private final SqlTransactions transactions;
  private final MatchSettingsRepository creations;
  private final ConnectedCrm connected;
  private final CreationConfig config;

  EnterPerson(
      MatchDeal matchDeal,
      FindContact findContact,
      OrganizationCrm crm,
      SqlTransactions transactions,
      MatchSettingsRepository creations,
      ConnectedCrm connected,
      CreationConfig config) {
    this.matchDeal = matchDeal;
    this.findContact = findContact;
    this.crm = crm;
    this.transactions = transactions;
    this.creations = creations;
    this.connected = connected;
    this.config = config;
  }

  /** How people are entered into a CRM. */
  @ConfigMapping(prefix = "ramal.crm.creations")
  interface CreationConfig {

    /**
     * For how long one delivery alone may enter a person, what it sent settling included; and use
     * what was made.
     */
    @WithDefault("2M")
    Duration lease();
  }

  /**
   * @param stageId null for the CRM's own choice
   */
  Uni<DealMatch> enter(TenantId tenant, FinishedCall call, String stageId) {
    return transactions
        .inTenant(
            tenant,
            sql ->
                creations
                    .takeCreation(sql, tenant, call.lead(), config.lease())
                    .call(() -> findContact.searchAgain(sql, tenant, List.of(call.lead()))))
        .chain(mine -> mine ? alone(tenant, call, stageId) : justMade(tenant, call));
  }

  /** By another delivery; not for somebody else whom the agent has chosen. */
  private Uni<DealMatch> justMade(TenantId tenant, FinishedCall call) {
    return transactions
        .inTenant(tenant, sql -> creations.created(sql, tenant, call.lead()))
        .map(
            made ->
                made.filter(place -> isOf(place, call))
                    .map(DealMatch.Deal::new)
                    .orElseThrow(
                        () -> new CrmFault.Unavailable("the person is just being entered")));
  }

  private static boolean isOf(NotePlace place, FinishedCall call) {
    return !CrmId.isValid(call.contactId()) || call.contactId().equals(place.contactId());
  }

  private Uni<DealMatch> alone(TenantId tenant, FinishedCall call, String stageId) {
    return crm.account(tenant)
        .chain(in -> alone(tenant, in, call, stageId))
        .onFailure(
            fault -> fault instanceof CrmFault && !(fault instanceof CrmFault.OutcomeUnknown))
        .call(() -> end(tenant, call))
        .onFailure(CrmFault.OutcomeUnknown.class)
        .transform(fault -> new CrmFault.Unavailable(fault.getMessage()));
  }

  private Uni<DealMatch> alone(TenantId tenant, String in, FinishedCall call, String stageId) {
    return matchDeal
        .match(tenant, call.lead(), call.contactId(), null)
        .chain(
            match ->
                match instanceof Unresolved open && open.mayBeEntered()
                    ? make(tenant, in, call, open.contactId(), stageId)
                        .call(place -> keep(tenant, in, call, place))
                        .<DealMatch>map(DealMatch.Deal::new)
                    : Uni.createFrom().item(match).call(() -> end(tenant, call)));
  }

  private Uni<NotePlace> make(
      TenantId tenant, String in, FinishedCall call, String contactId, String stageId) {
    return contact(tenant, in, call, contactId)
        .chain(
            contact ->
                crm.createDeal(tenant, new NewDeal(nameOfDeal(call), contact, stageId))
                    .map(deal -> new NotePlace(contact, deal.id())));
  }

  private Uni<String> contact(TenantId tenant, String in, FinishedCall call, String known) {
    return known != null
        ? Uni.createFrom().item(known)
        : crm.createContact(tenant, call.lead(), call.lead())
            .call(contact -> findContact.entered(tenant, in, call.lead(), contact))
            .map(CrmContact::id);
  }

  private static String nameOfDeal(FinishedCall call) {
    return (call.direction() == Direction.INBOUND ? "Ligação de " : "Ligação para ") + call.lead();
  }

  /** Of an account that was left meanwhile nothing is used any more. */
  private Uni<Void> keep(TenantId tenant, String in, FinishedCall call, NotePlace made) {
    return transactions.inTenant(
        tenant,
        sql ->
            connected
                .keepsAccount(sql, tenant, in)
                .chain(
                    same ->
                        same
                            ? creations.keepCreation(sql, tenant, call.lead(), made, config.lease())
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Void> end(TenantId tenant, FinishedCall call) {
    return transactions.inTenant(tenant, sql -> creations.endCreation(sql, tenant, call.lead()));
  }
}

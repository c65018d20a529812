package dev.ramal.crm.deals;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.activity.NoteSubject;
import dev.ramal.crm.deals.DealMatch.Unresolved;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.numbering.Withheld;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Where a call belongs: by what the CRM says and, where that is not clear, by the rule. */
@ApplicationScoped
public class MatchByRule {
  private final MatchDeal matchDeal;
  private final EnterPerson enterPerson;
  private final SqlTransactions transactions;
  private final MatchSettingsRepository settings;

  MatchByRule(
      MatchDeal matchDeal,
      EnterPerson enterPerson,
      SqlTransactions transactions,
      MatchSettingsRepository settings) {
    this.matchDeal = matchDeal;
    this.enterPerson = enterPerson;
    this.transactions = transactions;
    this.settings = settings;
  }

  /**
   * @param dealId as the agent or an administrator chose; null, or what cannot be an id, to search
   */
  public Uni<DealMatch> match(TenantId tenant, NoteSubject told, String dealId) {
    return matchDeal
        .match(tenant, told.lead(), told.contactId(), dealId)
        .chain(
            match ->
                match instanceof Unresolved open
                    ? transactions
                        .inTenant(tenant, sql -> settings.read(sql, tenant))
                        .chain(rule -> decide(tenant, told, open, rule))
                    : Uni.createFrom().item(match));
  }

  private Uni<DealMatch> decide(
      TenantId tenant, NoteSubject told, Unresolved open, MatchSettings rule) {
    return switch (open.kind()) {
      case AMBIGUOUS ->
          Uni.createFrom()
              .item(
                  SeveralDeals.of(rule.severalDeals())
                      .choose(open.candidates())
                      .map(DealMatch.class::cast)
                      .orElse(open));
      case NO_CONTACT, NO_DEAL ->
          UnknownPeople.of(rule.unknownPeople()) == UnknownPeople.CREATE
                  && open.mayBeEntered()
                  && told instanceof FinishedCall call
                  && isWorthIt(call)
              ? enterPerson.enter(tenant, call, rule.stageId())
              : Uni.createFrom().item(open);
      default -> Uni.createFrom().item(open);
    };
  }

  /** A wrong number, a machine or nobody at all who answers makes nobody a customer. */
  static boolean isWorthIt(FinishedCall call) {
    return call.talkSeconds() > 0
        && call.answeredBy() != AnsweredBy.MACHINE
        && call.answeredBy() != AnsweredBy.FAX
        && E164.isValid(call.lead())
        && !Withheld.is(call.lead());
  }
}

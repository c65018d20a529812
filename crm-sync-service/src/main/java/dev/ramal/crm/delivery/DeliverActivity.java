package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activity;
import dev.ramal.crm.activities.CallActivity;
import dev.ramal.crm.activities.NoteText;
import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.deals.DealMatch;
import dev.ramal.crm.deals.MatchDeal;
import dev.ramal.crm.port.CrmFault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes one note, once.
 *
 * <p>The CRM knows no idempotency key and a note cannot be deleted. So the intent is committed
 * before the request leaves; after a crash or an unknown outcome, and once a note that was sent has
 * settled, the deal's notes are searched for our marker, and only a note that is not there is
 * written again.
 */
@ApplicationScoped
class DeliverActivity {
  @Inject MatchDeal matchDeal;
  @Inject OrganizationCrm crm;
  @Inject Settlement settlement;

  @ConfigProperty(name = "ramal.public.base-url")
  String publicBaseUrl;

  /**
   * @param claimed as it was when it was leased
   * @param deadline after which nothing more is sent
   */
  Uni<Void> deliver(Activity claimed, Duration deadline) {
    Uni<Void> way = Activity.WRITING.equals(claimed.state()) ? resume(claimed) : start(claimed);
    return way.ifNoItem()
        .after(deadline)
        .failWith(
            () ->
                new CrmFault.Unavailable("the CRM took longer than " + deadline.toSeconds() + " s"))
        .onFailure(CrmFault.class)
        .recoverWithUni(fault -> settlement.fault(claimed, (CrmFault) fault));
  }

  private Uni<Void> start(Activity claimed) {
    CallActivity call = claimed.call();
    String deal = Optional.ofNullable(claimed.chosenDealId()).orElse(call.dealId());
    return matchDeal
        .match(claimed.tenant(), call.lead(), call.contactId(), deal)
        .flatMap(
            target -> {
              if (target instanceof DealMatch.Deal found) {
                return write(claimed, found.contactId(), found.dealId());
              }
              return settlement.undecided(claimed, (DealMatch.Unresolved) target);
            });
  }

  /** A request left and its fate was never stored. */
  private Uni<Void> resume(Activity claimed) {
    String deal = Optional.ofNullable(claimed.chosenDealId()).orElse(claimed.dealId());
    return crm.findNote(claimed.tenant(), claimed.dealId(), NoteText.marker(claimed.subjectId()))
        .flatMap(
            note ->
                note.isPresent()
                    ? settlement.synced(claimed, note.get())
                    : write(claimed, claimed.contactId(), deal));
  }

  private Uni<Void> write(Activity claimed, String contactId, String dealId) {
    return settlement
        .beginWriting(claimed, contactId, dealId)
        .flatMap(
            call ->
                call.isPresent() ? post(claimed, dealId, call.get()) : Uni.createFrom().voidItem());
  }

  private Uni<Void> post(Activity claimed, String dealId, CallActivity call) {
    return crm.writeNote(claimed.tenant(), dealId, NoteText.of(call, publicBaseUrl))
        .flatMap(note -> settlement.synced(claimed, note))
        .onFailure(CrmFault.class)
        .recoverWithUni(fault -> settlement.noteFault(claimed, (CrmFault) fault));
  }
}

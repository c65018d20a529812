package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activity;
import dev.ramal.crm.activities.CallActivity;
import dev.ramal.crm.activities.NoteText;
import dev.ramal.crm.contacts.FindTarget;
import dev.ramal.crm.contacts.Target;
import dev.ramal.crm.rdstation.CrmFault;
import dev.ramal.crm.rdstation.CrmPort;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes one note, once.
 *
 * <p>The CRM knows no idempotency key and a note cannot be deleted. So the intent is committed
 * before the request leaves; after a crash or an unknown outcome the deal's notes are searched for
 * our marker, and only a note that is not there is written again.
 */
@ApplicationScoped
class DeliverActivity {
  @Inject FindTarget findTarget;
  @Inject CrmPort crm;
  @Inject Settlement settlement;

  @ConfigProperty(name = "ramal.public.base-url")
  String publicBaseUrl;

  Uni<Void> deliver(Activity activity) {
    TenantId tenant = activity.tenant();
    Uni<Void> way =
        Activity.WRITING.equals(activity.state())
            ? resume(tenant, activity)
            : start(tenant, activity);
    return way.onFailure(CrmFault.class)
        .recoverWithUni(fault -> settlement.fault(tenant, activity.id(), (CrmFault) fault));
  }

  private Uni<Void> start(TenantId tenant, Activity activity) {
    CallActivity call = activity.call();
    String deal = Optional.ofNullable(activity.chosenDealId()).orElse(call.dealId());
    return findTarget
        .of(tenant, call.lead(), call.contactId(), deal)
        .flatMap(
            target -> {
              if (target instanceof Target.Deal found) {
                return write(tenant, activity, found.contactId(), found.dealId());
              }
              Target.Undecided open = (Target.Undecided) target;
              return settlement.undecided(tenant, activity.id(), open);
            });
  }

  /** A request left and its fate was never stored. */
  private Uni<Void> resume(TenantId tenant, Activity activity) {
    return crm.findNote(tenant, activity.dealId(), NoteText.marker(activity.subjectId()))
        .flatMap(
            note ->
                note.isPresent()
                    ? settlement.synced(tenant, activity.id(), note.get())
                    : write(tenant, activity, activity.contactId(), activity.dealId()));
  }

  private Uni<Void> write(TenantId tenant, Activity activity, String contactId, String dealId) {
    String text = NoteText.of(activity.call(), publicBaseUrl);
    return settlement
        .beginWriting(tenant, activity.id(), contactId, dealId)
        .chain(() -> crm.writeNote(tenant, dealId, text))
        .flatMap(note -> settlement.synced(tenant, activity.id(), note));
  }
}

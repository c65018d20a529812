package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.activity.MessageDay;
import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.port.LoggedCall;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.numbering.Withheld;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Notes as the organization's CRM keeps them. That of a call may be a record of a call there, with
 * its times and numbers; one that follows is a note everywhere, as it must not count as a call.
 */
@ApplicationScoped
class CrmNotes {
  private final OrganizationCrm crm;

  CrmNotes(OrganizationCrm crm) {
    this.crm = crm;
  }

  /** Account of the CRM in which a note is begun. */
  Uni<String> account(TenantId tenant) {
    return crm.account(tenant);
  }

  /**
   * Id of the note; nothing is written where another account is connected than that of the place.
   */
  Uni<String> write(Activity activity, NotePlace place, String text) {
    return isNote(activity)
        ? crm.writeNote(activity.tenant(), place.crm(), place.dealId(), text)
        : crm.writeCall(activity.tenant(), place.crm(), log(activity.call(), place, text));
  }

  /** Empty where the CRM of the place, whether or not it is still connected, has none. */
  Uni<Optional<String>> find(Activity activity, NotePlace place) {
    String marker = NoteText.marker(activity);
    return isNote(activity)
        ? crm.findNote(activity.tenant(), place.crm(), place.dealId(), marker)
        : crm.findCall(
            activity.tenant(), place.crm(), place.dealId(), activity.call().callId(), marker);
  }

  /** What follows a call, and what was written, is no call. */
  private static boolean isNote(Activity activity) {
    return activity.isFollowUp() || activity.subject() instanceof MessageDay;
  }

  static LoggedCall log(FinishedCall call, NotePlace place, String text) {
    boolean inbound = call.direction() == Direction.INBOUND;
    String lead = Withheld.is(call.lead()) ? null : call.lead();
    return new LoggedCall(
        call.callId(),
        place.dealId(),
        place.contactId(),
        text,
        call.direction(),
        call.outcome(),
        Duration.ofSeconds(call.talkSeconds()),
        call.startedAt(),
        inbound ? lead : call.ours(),
        inbound ? call.ours() : lead);
  }
}

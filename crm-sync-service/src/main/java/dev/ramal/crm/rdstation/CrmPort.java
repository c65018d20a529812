package dev.ramal.crm.rdstation;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * What we need from a CRM. Another CRM is a sibling of the one in this package.
 *
 * <p>Every method fails with a {@link CrmFault} and with nothing else that a caller need know.
 */
public interface CrmPort {
  /** Contacts that hold exactly this text as a phone; empty when none does. */
  Uni<List<CrmContact>> findContacts(TenantId tenant, String phone);

  /** Deals of a contact that are open or paused; empty when there is none. */
  Uni<List<CrmDeal>> openDeals(TenantId tenant, String contactId);

  /**
   * Writes a note. The CRM knows no idempotency key: after {@link CrmFault.OutcomeUnknown} ask
   * {@link #findNote} before writing again.
   *
   * @return id of the note
   */
  Uni<String> writeNote(TenantId tenant, String dealId, String text);

  /** The note of a deal whose text contains the marker. */
  Uni<Optional<String>> findNote(TenantId tenant, String dealId, String marker);
}

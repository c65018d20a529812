package dev.ramal.events.crm;

import java.time.Instant;
import java.util.List;

/**
 * A contact declines communications in the CRM: it is neither called nor written to. Replaces what
 * was told of the contact before; of several the latest {@code declinedAt} counts.
 *
 * <p>Type {@code dev.ramal.crm.ContactConsentDeclined}.
 *
 * @param crm which CRM says so
 * @param contactId in the CRM
 * @param numbers all phones of the contact in E.164, Brazilian mobiles with and without the ninth
 *     digit; one that was told before and is not named here is not the contact's any more
 * @param transactionId of the CRM's webhook; null where a look-up found it
 * @param declinedAt when the contact was changed so; grows with each event of the contact
 */
public record ContactConsentDeclined(
    String crm, String contactId, List<String> numbers, String transactionId, Instant declinedAt) {
  public static final String TYPE = "dev.ramal.crm.ContactConsentDeclined";

  public ContactConsentDeclined {
    numbers = List.copyOf(numbers);
  }
}

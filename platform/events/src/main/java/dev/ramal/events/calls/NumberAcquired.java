package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;

/**
 * An organization has bought a telephone number; its carrier has confirmed it.
 *
 * <p>Type {@code dev.ramal.calls.NumberAcquired}.
 *
 * @param numberId ours
 * @param type local, mobile or toll-free
 * @param capabilities what it can be used for: voice, sms, mms
 * @param monthlyPrice what the carrier asked for when it was bought; null when it did not say
 * @param acquiredBy user who ordered it
 */
public record NumberAcquired(
    String numberId,
    E164 number,
    Carrier carrier,
    ConnectionId connectionId,
    String type,
    List<String> capabilities,
    Money monthlyPrice,
    String acquiredBy,
    Instant acquiredAt) {
  public static final String TYPE = "dev.ramal.calls.NumberAcquired";

  public NumberAcquired {
    capabilities = List.copyOf(capabilities);
  }
}

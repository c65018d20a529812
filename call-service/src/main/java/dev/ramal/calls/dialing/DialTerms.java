package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.numbers.CallerIds;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a click depends on, as it stands.
 *
 * @param accounts opens the enabled account with a carrier
 * @param agent where it is rung
 * @param costs of a minute to the lead, by the name of the carrier
 * @param callerIds the numbers that come into question where nobody chose one
 */
record DialTerms(
    VoiceSettings voice,
    Function<Carrier, Optional<CarrierAccount>> accounts,
    RungAgent agent,
    Map<String, Money> costs,
    CallerIds callerIds) {

  /** Null where nothing is known of it. */
  Money aMinute(Carrier carrier) {
    return costs.get(carrier.name());
  }
}

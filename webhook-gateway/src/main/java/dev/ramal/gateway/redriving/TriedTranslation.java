package dev.ramal.gateway.redriving;

import dev.ramal.events.Event;
import dev.ramal.events.quarantine.CallbackQuarantined;
import java.util.Optional;

/**
 * What this version would make of a quarantined callback.
 *
 * @param type of the fact that would be published; null for none
 * @param complaint why it would be quarantined anew; null where it would not
 */
record TriedTranslation(String type, String complaint) {
  static TriedTranslation of(Optional<Event<?>> translated) {
    return translated
        .map(
            event ->
                event.data() instanceof CallbackQuarantined again
                    ? refused(again.reason())
                    : new TriedTranslation(event.type(), null))
        .orElse(new TriedTranslation(null, null));
  }

  static TriedTranslation refused(String complaint) {
    return new TriedTranslation(null, complaint == null ? "not understood" : complaint);
  }
}

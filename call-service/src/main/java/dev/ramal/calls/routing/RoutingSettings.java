package dev.ramal.calls.routing;

import dev.ramal.events.Carrier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an organization chooses carriers.
 *
 * @param carriers of which one is chosen, in their order, behind the one of the voice settings;
 *     empty while nobody has said: all of them then
 */
record RoutingSettings(Preference prefer, Optional<List<Carrier>> carriers) {
  static final RoutingSettings DEFAULT = new RoutingSettings(Preference.PRIORITY, Optional.empty());

  /**
   * As they are stored.
   *
   * @param carriers words of carriers with a space between, perhaps none; null for all
   */
  static RoutingSettings stored(String prefer, String carriers) {
    return prefer == null
        ? DEFAULT
        : new RoutingSettings(
            Preference.valueOf(prefer), Optional.ofNullable(carriers).map(RoutingSettings::list));
  }

  /** What is stored. */
  String storedCarriers() {
    return carriers
        .map(list -> String.join(" ", list.stream().map(Carrier::wire).toList()))
        .orElse(null);
  }

  /** The carriers of which one is chosen, by priority. */
  List<Carrier> after(Carrier first) {
    return Stream.concat(Stream.of(first), carriers.orElseGet(Carrier::known).stream())
        .distinct()
        .toList();
  }

  private static List<Carrier> list(String words) {
    return Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).map(Carrier::of).toList();
  }
}

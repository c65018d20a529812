package dev.ramal.calls.routing;

import dev.ramal.events.Carrier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an organization chooses carriers.
 *
 * @param fallbacks who follow the carrier of the voice settings, in their order; empty while nobody
 *     has said: all others then
 */
record RoutingSettings(Preference prefer, Optional<List<Carrier>> fallbacks) {
  static final RoutingSettings DEFAULT = new RoutingSettings(Preference.PRIORITY, Optional.empty());

  /**
   * As they are stored.
   *
   * @param fallbacks words of carriers with a space between, none of them where no other is to
   *     follow; null for all others
   */
  static RoutingSettings stored(String prefer, String fallbacks) {
    return prefer == null
        ? DEFAULT
        : new RoutingSettings(
            Preference.valueOf(prefer), Optional.ofNullable(fallbacks).map(RoutingSettings::list));
  }

  /** What is stored. */
  String storedFallbacks() {
    return fallbacks
        .map(list -> String.join(" ", list.stream().map(Carrier::wire).toList()))
        .orElse(null);
  }

  /** The carriers of which one is chosen, by priority. */
  List<Carrier> after(Carrier first) {
    return Stream.concat(Stream.of(first), fallbacks.orElseGet(Carrier::known).stream())
        .distinct()
        .toList();
  }

  private static List<Carrier> list(String words) {
    return Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).map(Carrier::of).toList();
  }
}

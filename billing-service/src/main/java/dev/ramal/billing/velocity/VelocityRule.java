package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How much may be used towards numbers of a prefix within a while.
 *
 * @param prefixes each with the plus sign, counted by itself; of several that a number begins with
 *     the longest; none for each calling code abroad
 * @param mostSpent list price in BRL; null where it does not ask
 * @param mostSeconds of legs answered; null where it does not ask
 * @param blocks whether numbers of a prefix that is found may no longer be dialled and written to
 * @param changedBy user name
 */
record VelocityRule(
    UUID id,
    String name,
    List<String> prefixes,
    int windowMinutes,
    Money mostSpent,
    Long mostSeconds,
    boolean blocks,
    String changedBy,
    Instant changedAt) {
  /** A window is counted in so many parts: it is as long as it says, less one part at most. */
  static final int PARTS = 60;

  VelocityRule {
    prefixes = List.copyOf(prefixes);
  }

  /** Under which prefix a number is counted; empty for one that the rule does not speak of. */
  Optional<String> prefixOf(String number) {
    return prefixes.isEmpty()
        ? ForeignPrefix.of(number)
        : prefixes.stream().filter(number::startsWith).max(Comparator.comparing(String::length));
  }

  /** Minutes of a part of the window. */
  int partMinutes() {
    return Math.max(1, windowMinutes / PARTS);
  }

  /** The first minute, from 1970, of the part in which something happened. */
  long part(Instant at) {
    long minute = Math.floorDiv(at.getEpochSecond(), Duration.ofMinutes(1).toSeconds());
    return minute - Math.floorMod(minute, (long) partMinutes());
  }
}

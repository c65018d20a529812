package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ./ramal chaos upgrade} is told.
 *
 * @param against the older version: what git takes for a commit, or the folder of a built checkout;
 *     empty for the one before this
 * @param pause how long people go on before, between and after
 */
record UpgradeOptions(Optional<String> against, Duration pause) {
  private static final String AGAINST = "--against";
  private static final String SECONDS = "--seconds";
  private static final int USUAL = 30;

  static UpgradeOptions of(List<String> arguments) {
    List<String> numbers = new ArrayList<>(arguments);
    Optional<String> against = Optional.empty();
    int at = numbers.indexOf(AGAINST);
    if (at >= 0) {
      if (at + 1 == numbers.size() || numbers.get(at + 1).startsWith("--")) {
        throw new SandboxFailure(AGAINST + " takes a version, by what git takes for a commit.");
      }
      against = Optional.of(numbers.get(at + 1));
      numbers.subList(at, at + 2).clear();
    }
    Map<String, Integer> given =
        NumberOptions.read("chaos upgrade", numbers, List.of(SECONDS, AGAINST));
    return new UpgradeOptions(against, Duration.ofSeconds(given.getOrDefault(SECONDS, USUAL)));
  }
}

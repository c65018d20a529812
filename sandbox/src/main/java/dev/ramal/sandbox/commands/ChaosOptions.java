package dev.ramal.sandbox.commands;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What {@code ./ramal chaos dials} is told.
 *
 * @param seed of everything that is drawn; another at every run when none is given
 */
record ChaosOptions(int intents, long seed) {
  private static final int USUAL = 2000;

  static ChaosOptions of(List<String> arguments) {
    Map<String, Integer> given =
        NumberOptions.read("chaos dials", arguments, List.of("--intents", "--seed"));
    int seed =
        given.computeIfAbsent(
            "--seed", missing -> ThreadLocalRandom.current().nextInt(1, 1_000_000));
    return new ChaosOptions(given.getOrDefault("--intents", USUAL), seed);
  }
}

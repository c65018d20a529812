package dev.ramal.sandbox.commands;

import java.util.List;
import java.util.Map;

/**
 * What {@code ./ramal chaos burst} is told.
 *
 * @param messages of one sender
 * @param rate messages that it lets pass in a second, and that the carrier takes
 */
record BurstOptions(int messages, int rate) {
  static BurstOptions of(List<String> arguments) {
    Map<String, Integer> given =
        NumberOptions.read("chaos burst", arguments, List.of("--messages", "--rate"));
    return new BurstOptions(
        given.getOrDefault("--messages", 10_000), given.getOrDefault("--rate", 20));
  }
}

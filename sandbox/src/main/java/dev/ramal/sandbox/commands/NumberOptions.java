package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads options that take whole numbers. */
final class NumberOptions {
  private NumberOptions() {}

  /**
   * @param command as it is named to people
   * @return by option; without what is not given
   */
  static Map<String, Integer> read(String command, List<String> arguments, List<String> options) {
    Map<String, Integer> given = new HashMap<>();
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      if (!options.contains(word)) {
        throw new SandboxFailure(
            "%s takes %s, not %s.".formatted(command, String.join(" and ", options), word));
      }
      String value = words.hasNext() ? words.next() : "";
      if (!value.matches("[0-9]{1,9}")) {
        throw new SandboxFailure(word + " takes a whole number, not \"" + value + "\".");
      }
      given.put(word, Integer.parseInt(value));
    }
    return given;
  }
}

package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What {@code ./ramal chaos dials} is told.
 *
 * @param seed of everything that is drawn; another at every run when none is given
 */
record ChaosOptions(int intents, long seed) {
  private static final int USUAL = 2000;

  static ChaosOptions of(List<String> arguments) {
    int intents = USUAL;
    long seed = ThreadLocalRandom.current().nextInt(1, 1_000_000);
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--intents" -> intents = number(word, words);
        case "--seed" -> seed = number(word, words);
        default ->
            throw new SandboxFailure("chaos dials takes --intents and --seed, not " + word + ".");
      }
    }
    return new ChaosOptions(intents, seed);
  }

  private static int number(String option, Iterator<String> words) {
    String given = words.hasNext() ? words.next() : "";
    if (!given.matches("[0-9]{1,9}")) {
      throw new SandboxFailure(option + " takes a whole number, not \"" + given + "\".");
    }
    return Integer.parseInt(given);
  }
}

package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What follows {@code ./ramal why}.
 *
 * @param id of whatever is asked about
 * @param json whether the answer is to be shown as it came
 * @param picture where the picture is to be written; null for none
 * @param user who asks; null for one of the operator's people
 * @param organization null for all that the user may see
 */
record WhyOptions(String id, boolean json, Path picture, String user, String organization) {
  private static final String TAKES =
      "ramal why takes one id, --json, --svg FILE, --as USER and --org ORGANIZATION";

  static WhyOptions of(List<String> arguments) {
    String id = null;
    boolean json = false;
    Path picture = null;
    String user = null;
    String organization = null;
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--json" -> json = true;
        case "--svg" -> picture = Path.of(value(word, words));
        case "--as" -> user = value(word, words);
        case "--org" -> organization = value(word, words);
        default -> {
          if (word.startsWith("--") || id != null) {
            throw new SandboxFailure(TAKES + ", not " + word + ".");
          }
          id = word;
        }
      }
    }
    if (id == null || id.isBlank()) {
      throw new SandboxFailure(TAKES + "; name an id.");
    }
    return new WhyOptions(id, json, picture, user, organization);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new SandboxFailure(option + " takes a value.");
    }
    return words.next();
  }
}

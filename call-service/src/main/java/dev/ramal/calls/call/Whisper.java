package dev.ramal.calls.call;

import dev.ramal.calls.call.PickUpBodies.WhisperAsked;
import java.util.List;

/** How far what the agent hears before the lead is rung has come. */
public sealed interface Whisper {
  /** Nothing is to be said. */
  record NotWanted() implements Whisper {}

  record ToSay(String text) implements Whisper {}

  /** It is being said; the carrier has not said that it was. */
  record Saying(String text) implements Whisper {}

  /** Said, or given up. */
  record Over() implements Whisper {}

  /** Null when nothing is to be said any more. */
  default String text() {
    if (this instanceof ToSay wanted) {
      return wanted.text();
    }
    return this instanceof Saying saying ? saying.text() : null;
  }

  /** Whether the lead may be rung, and the agent joined. */
  default boolean over() {
    return this instanceof NotWanted || this instanceof Over;
  }

  static Whisper of(List<Fact> sorted) {
    String text =
        sorted.stream()
            .filter(fact -> fact.body() instanceof WhisperAsked)
            .map(fact -> ((WhisperAsked) fact.body()).text())
            .findFirst()
            .orElse(null);
    if (text == null) {
      return new NotWanted();
    }
    if (sorted.stream().anyMatch(fact -> fact.body() instanceof FactBody.Whispered)) {
      return new Over();
    }
    return sorted.stream().anyMatch(fact -> fact.body() instanceof FactBody.Whispering)
        ? new Saying(text)
        : new ToSay(text);
  }
}

package dev.ramal.simulators.fault;

import java.time.Duration;

/**
 * Something that goes wrong with the next callbacks of a stand-in.
 *
 * @param simulator twilio or telnyx; null for all
 * @param match text that the callback's URL, event or key must contain; null for all
 * @param copies how many extra copies are sent ({@link Kind#DUPLICATE})
 * @param window how long callbacks wait: until they are sent ({@link Kind#DELAY}) or until they are
 *     sent in another order ({@link Kind#REORDER}); real time
 */
public record CallbackFault(
    Kind kind, String simulator, String match, int copies, Duration window) {

  /** What goes wrong. */
  public enum Kind {
    DUPLICATE,
    REORDER,
    DELAY,
    DROP
  }

  public static CallbackFault duplicate(int copies) {
    return new CallbackFault(Kind.DUPLICATE, null, null, copies, Duration.ZERO);
  }

  public static CallbackFault reorder(Duration window) {
    return new CallbackFault(Kind.REORDER, null, null, 0, window);
  }

  public static CallbackFault delay(Duration delay) {
    return new CallbackFault(Kind.DELAY, null, null, 0, delay);
  }

  public static CallbackFault drop() {
    return new CallbackFault(Kind.DROP, null, null, 0, Duration.ZERO);
  }

  /** Narrows the fault to one stand-in and to callbacks containing a text; null leaves it open. */
  public CallbackFault on(String ofSimulator, String text) {
    return new CallbackFault(kind, ofSimulator, text, copies, window);
  }

  boolean meets(String ofSimulator, String url, String event, String key) {
    return (simulator == null || simulator.equals(ofSimulator))
        && (match == null
            || url.contains(match)
            || match.equals(event)
            || (key != null && key.contains(match)));
  }
}

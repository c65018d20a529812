package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.message.BlankText;
import dev.ramal.messaging.message.TextChange;
import java.util.Arrays;

/** Fields that several requests have. Each adds to the problem what is wrong. */
final class FieldChecks {
  /** Twilio 21617; Telnyx takes no more than ten parts anyway. */
  static final int LONGEST_BODY = 1600;

  /** Nobody writes more accents on each letter than this comes to. */
  private static final int MOST_MARKS = 3;

  private FieldChecks() {}

  static Problem channel(Problem problem, String channel) {
    String[] channels = Arrays.stream(Channel.values()).map(Channel::wire).toArray(String[]::new);
    return Arrays.asList(channels).contains(channel)
        ? problem
        : problem.field("channel", "must be a known channel", channels);
  }

  static Problem body(Problem problem, String body) {
    return body == null || BlankText.is(body) || isTooLong(body)
        ? problem.field("body", "must have 1 to " + LONGEST_BODY + " characters")
        : problem;
  }

  private static boolean isTooLong(String body) {
    return isTooLong(body, LONGEST_BODY);
  }

  /**
   * It is counted as it is sent.
   *
   * @param body null for none
   */
  static boolean isTooLong(String body, int most) {
    return body != null
        && (body.length() > most * MOST_MARKS || TextChange.compose(body).length() > most);
  }

  /** Null is any. */
  static Problem carrier(Problem problem, String carrier) {
    String[] carriers = Carrier.known().stream().map(Carrier::wire).toArray(String[]::new);
    return carrier == null || Arrays.asList(carriers).contains(carrier)
        ? problem
        : problem.field("carrier", "must be a known carrier", carriers);
  }
}

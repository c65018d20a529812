package dev.ramal.messaging.lineage;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an event says was decided, in few words. Only fields that are named here are looked at, and
 * only words of sets are taken: nothing that a person typed, said or is reached by.
 */
final class HopDecision {
  private static final List<String> FIELDS =
      List.of(
          "outcome",
          "status",
          "state",
          "result",
          "rule",
          "cause",
          "carrierCause",
          "code",
          "errorCode",
          "kind",
          "control",
          "change",
          "leg",
          "answeredBy",
          "hungUpBy",
          "carrier",
          "fromCarrier",
          "toCarrier",
          "channel",
          "direction",
          "meter",
          "tariffVersion",
          "destinationClass",
          "quantity",
          "billedQuantity",
          "ringSeconds",
          "talkSeconds",
          "waitSeconds",
          "segments",
          "revision",
          "version",
          "attempts",
          "percent",
          "hardStop",
          "severity",
          "service",
          "month");

  /** A word or a count; eight digits on end may be a number that somebody is reached by. */
  private static final Pattern WORD = Pattern.compile("(?!.*[0-9]{8})[A-Za-z0-9._:-]{1,64}");

  private static final int LONGEST = 300;

  private HopDecision() {}

  /** False for null and for what may be text, or a number of a person. */
  static boolean isWord(String text) {
    return text != null && WORD.matcher(text).matches();
  }

  /** {@code outcome=completed talkSeconds=37}; null where nothing is said. */
  static String of(EventFields fields) {
    StringBuilder decision = new StringBuilder();
    for (String field : FIELDS) {
      String value = fields.value(field);
      if (isWord(value) && decision.length() + field.length() + value.length() < LONGEST) {
        decision.append(decision.isEmpty() ? "" : " ").append(field).append('=').append(value);
      }
    }
    return decision.isEmpty() ? null : decision.toString();
  }
}

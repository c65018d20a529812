package dev.ramal.messaging.lineage;

import dev.ramal.kit.failure.FailureHeaders;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong: with a record, as its reader said, or in the world, as the event says.
 *
 * @param kind of failure of a record ({@code Malformed}, …); else the name of the event
 * @param reader the service that could not apply the record; null where the event tells the failure
 */
@Schema(name = "LineageFailure")
record HopFailure(
    @Schema(examples = "Malformed") String kind,
    @Schema(nullable = true) String code,
    @Schema(nullable = true, description = "Without what may be a telephone number") String detail,
    @Schema(nullable = true, description = "The service that could not apply the record")
        String reader,
    @Schema(nullable = true, description = "How often it was tried by then") Integer attempt,
    @Schema(nullable = true, description = "Of the service that could not apply it")
        String version) {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ().-]{5,}[0-9]");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
  private static final int LONGEST = 200;

  /** By the last word of their names. */
  private static final List<String> FAILURES =
      List.of(
          "Failed",
          "Denied",
          "Refused",
          "Unrateable",
          "Missed",
          "Degraded",
          "Exhausted",
          "Exceeded",
          "Unconfirmed",
          "Quarantined",
          "ReconnectRequired");

  private static final Set<String> FAILED_OUTCOMES = Set.of("failed");

  /** Null for a record that was published first, of something that went well. */
  static HopFailure of(
      ConsumerRecord<String, byte[]> record,
      LineageTopics.Origin origin,
      String type,
      EventFields fields) {
    return origin.reader() == null ? told(type, fields) : ofReader(record, origin.reader());
  }

  private static HopFailure ofReader(ConsumerRecord<String, byte[]> record, String reader) {
    String kind = HopHeaders.text(record, FailureHeaders.KIND);
    String detail = HopHeaders.text(record, FailureHeaders.DETAIL);
    String cause = HopHeaders.text(record, FailureHeaders.CAUSE);
    String attempt = HopHeaders.text(record, FailureHeaders.ATTEMPT);
    return new HopFailure(
        kind == null ? "Unknown" : kind,
        bare(HopHeaders.text(record, FailureHeaders.CODE)),
        bare(cause == null ? detail : cause),
        reader,
        attempt != null && COUNT.matcher(attempt).matches() ? Integer.valueOf(attempt) : null,
        HopHeaders.text(record, FailureHeaders.VERSION));
  }

  /** Why a prefix was blocked a person may have typed; that is not kept. */
  private static HopFailure told(String type, EventFields fields) {
    String name = EventName.of(type);
    String code = first(fields, "code", "errorCode", "rule", "carrierCause", "kind", "cause");
    boolean failed =
        FAILURES.stream().anyMatch(name::endsWith)
            || fields.has("errorCode")
            || FAILED_OUTCOMES.contains(fields.values().getOrDefault("outcome", ""));
    return failed
        ? new HopFailure(
            name,
            HopDecision.isWord(code) ? code : null,
            LineageSubject.isOfLimits(type) ? null : bare(first(fields, "reason", "errorText")),
            null,
            null,
            null)
        : null;
  }

  private static String first(EventFields fields, String... names) {
    for (String name : names) {
      if (fields.has(name)) {
        return fields.value(name);
      }
    }
    return null;
  }

  /** What is written there may name whom it concerns: without what may be a telephone number. */
  static String bare(String text) {
    if (text == null) {
      return null;
    }
    String one = SPACE.matcher(NUMBER.matcher(text).replaceAll("#")).replaceAll(" ").strip();
    return one.length() <= LONGEST ? one : one.substring(0, LONGEST);
  }
}

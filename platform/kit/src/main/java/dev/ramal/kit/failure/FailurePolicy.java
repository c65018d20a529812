package dev.ramal.kit.failure;

import java.util.List;
import java.util.Optional;

/**
 * The one place where the kind of a failure becomes what happens to the record.
 *
 * <p>Failure policy: nothing is lost. A record ends applied, counted as not needed, or in the dead
 * letter topic. A retried record leaves its place in the partition, so whoever consumes must accept
 * another order.
 */
public final class FailurePolicy {
  /** Waits before the second, third, fourth and fifth attempt, in milliseconds. */
  public static final List<Integer> RETRY_DELAYS = List.of(1_000, 5_000, 20_000, 60_000);

  private FailurePolicy() {}

  /** What happens to a record. */
  public enum Verdict {
    ACKNOWLEDGE,
    RETRY,
    DEAD_LETTER
  }

  /**
   * @param attempt 1 for the first
   */
  public static Verdict verdict(Failure failure, int attempt) {
    if (failure instanceof Failure.Malformed) {
      return Verdict.DEAD_LETTER;
    }
    if (failure instanceof Failure.TooLate || failure instanceof Failure.Rejected) {
      return Verdict.ACKNOWLEDGE;
    }
    return attempt <= RETRY_DELAYS.size() ? Verdict.RETRY : Verdict.DEAD_LETTER;
  }

  /** The retry topics of a source topic for one service, shortest wait first. */
  public static List<String> retryTopics(String topic, String service) {
    return RETRY_DELAYS.stream().map(delay -> retryTopic(topic, service, delay)).toList();
  }

  /** The source topic of a retry topic; empty when it is none. */
  public static Optional<String> sourceOf(String retryTopic, String service) {
    int mark = retryTopic.lastIndexOf("." + service + "_retry_");
    return mark < 0 ? Optional.empty() : Optional.of(retryTopic.substring(0, mark));
  }

  private static String retryTopic(String topic, String service, int delay) {
    return topic + "." + service + "_retry_" + delay;
  }
}

package dev.ramal.kit.failure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The one place where the kind of a failure becomes what happens to the record.
 *
 * <p>Failure policy: nothing is lost. A record ends applied, counted as not needed, or in the dead
 * letter topic. A retried record leaves its place in the partition, so whoever consumes must accept
 * another order.
 *
 * @param retryDelays waits before the second and further attempts, in milliseconds; setting {@code
 *     ramal.failure.retry-delays}
 */
public record FailurePolicy(List<Integer> retryDelays) {
  /** Partitions of each retry topic: what is retried is little. */
  public static final int RETRY_PARTITIONS = 3;

  /** Partitions of a dead letter topic. */
  public static final int DEAD_LETTER_PARTITIONS = 1;

  private static final Pattern RETRY_TOPIC = Pattern.compile("^(.+)\\.[^.]+_retry_([0-9]{1,18})$");

  private static final String USUAL_DELAYS = "1000,5000,20000,60000";

  /** What happens to a record. */
  public enum Verdict {
    ACKNOWLEDGE,
    RETRY,
    DEAD_LETTER
  }

  public FailurePolicy {
    if (retryDelays.isEmpty() || retryDelays.stream().anyMatch(delay -> delay <= 0)) {
      throw new IllegalArgumentException("ramal.failure.retry-delays lists positive milliseconds");
    }
    retryDelays = List.copyOf(retryDelays);
  }

  public static FailurePolicy from(Config config) {
    String delays =
        config.getOptionalValue("ramal.failure.retry-delays", String.class).orElse(USUAL_DELAYS);
    return new FailurePolicy(
        Arrays.stream(delays.split(",")).map(String::trim).map(Integer::valueOf).toList());
  }

  /**
   * @param attempt 1 for the first
   */
  public Verdict verdict(Failure failure, int attempt) {
    if (failure instanceof Failure.Malformed) {
      return Verdict.DEAD_LETTER;
    }
    if (failure instanceof Failure.TooLate || failure instanceof Failure.Rejected) {
      return Verdict.ACKNOWLEDGE;
    }
    return attempt <= retryDelays.size() ? Verdict.RETRY : Verdict.DEAD_LETTER;
  }

  /** The topic to which a record was published first, by the name of the one it is read from. */
  public static String sourceOf(String topic) {
    return RETRY_TOPIC.matcher(topic).replaceFirst("$1");
  }

  /** For how long a record waits in a topic before it is tried again; zero in any other topic. */
  public static Duration delayOf(String topic) {
    Matcher retry = RETRY_TOPIC.matcher(topic);
    return retry.matches() ? Duration.ofMillis(Long.parseLong(retry.group(2))) : Duration.ZERO;
  }

  /** The retry topics of a source topic for one service: {@code <topic>.<service>_retry_<ms>}. */
  public List<String> retryTopics(String topic, String service) {
    return retryDelays.stream().map(delay -> topic + "." + service + "_retry_" + delay).toList();
  }
}

package dev.ramal.kit.failure;

import io.smallrye.reactive.messaging.kafka.fault.KafkaDelayedRetryTopic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What a record carries about its failures, next to its original headers. */
public final class FailureHeaders {
  public static final String KIND = "ramal-failure-kind";
  public static final String CODE = "ramal-failure-code";
  public static final String DETAIL = "ramal-failure-detail";
  public static final String CAUSE = "ramal-failure-cause";
  public static final String ATTEMPT = "ramal-attempt";

  /** Of the service that could not apply the record. */
  public static final String VERSION = "ramal-failure-version";

  public static final String SOURCE_TOPIC = "ramal-source-topic";
  public static final String SOURCE_PARTITION = "ramal-source-partition";
  public static final String SOURCE_OFFSET = "ramal-source-offset";

  /** Said anew at each failure. */
  private static final List<String> OF_ONE_FAILURE =
      List.of(
          KIND,
          CODE,
          DETAIL,
          CAUSE,
          ATTEMPT,
          VERSION,
          KafkaDelayedRetryTopic.DELAYED_RETRY_EXCEPTION_CLASS_NAME,
          KafkaDelayedRetryTopic.DELAYED_RETRY_CAUSE_CLASS_NAME,
          KafkaDelayedRetryTopic.DELAYED_RETRY_REASON,
          KafkaDelayedRetryTopic.DELAYED_RETRY_CAUSE,
          KafkaDelayedRetryTopic.DELAYED_RETRY_TOPIC,
          KafkaDelayedRetryTopic.DELAYED_RETRY_PARTITION,
          KafkaDelayedRetryTopic.DELAYED_RETRY_OFFSET);

  /** Said where a record fails first; what it brought along is somebody else's. */
  private static final List<String> OF_THE_SOURCE =
      List.of(SOURCE_TOPIC, SOURCE_PARTITION, SOURCE_OFFSET);

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

  private static final List<String> PREFIXES =
      List.of("ramal-failure-", "ramal-source-", "delayed-retry-", "dead-letter-");

  private FailureHeaders() {}

  /** Whether a failure has added the header: the record came without it. */
  public static boolean isOfFailure(String name) {
    return name.equals(ATTEMPT) || PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** 1 for a record that comes from its source topic, or whose count cannot be read. */
  public static int attempt(Headers headers) {
    return isCounted(headers) ? KafkaDelayedRetryTopic.getRetryHeader(headers) + 1 : 1;
  }

  private static boolean isCounted(Headers headers) {
    Header count = headers.lastHeader(KafkaDelayedRetryTopic.DELAYED_RETRY_COUNT);
    return count != null
        && count.value() != null
        && COUNT.matcher(new String(count.value(), StandardCharsets.UTF_8)).matches();
  }

  /**
   * @param version of this service; null where it has none
   */
  static void write(
      Headers headers, Failure failure, String topic, int partition, long offset, String version) {
    OF_ONE_FAILURE.forEach(headers::remove);
    if (!isCounted(headers)) {
      headers.remove(KafkaDelayedRetryTopic.DELAYED_RETRY_COUNT);
    }
    put(headers, KIND, failure.kind());
    put(headers, DETAIL, failure.detail());
    put(headers, ATTEMPT, Integer.toString(attempt(headers)));
    put(headers, VERSION, version);
    if (failure instanceof Failure.Malformed malformed) {
      put(headers, CODE, malformed.code());
    }
    if (failure instanceof Failure.Transient trouble && trouble.cause() != null) {
      put(headers, CAUSE, trouble.cause().toString());
    }
    if (FailurePolicy.sourceOf(topic).equals(topic)) {
      OF_THE_SOURCE.forEach(headers::remove);
      put(headers, SOURCE_TOPIC, topic);
      put(headers, SOURCE_PARTITION, Integer.toString(partition));
      put(headers, SOURCE_OFFSET, Long.toString(offset));
    }
  }

  private static void put(Headers headers, String name, String value) {
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}

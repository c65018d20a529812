package dev.ramal.kit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What holds for every meter, those of libraries too: a help text, labels in snake_case, and
 * buckets where an alert asks how many took too long. {@code promtool check metrics} finds nothing
 * to say.
 */
@Singleton
class MeterRules implements MeterFilter {
  /** By name; the carriers stop waiting for an answer after seconds, people after less. */
  private static final Map<String, List<Duration>> BUCKETS =
      Map.of(
          "http.server.requests", millis(100, 250, 500, 1_000, 2_500, 5_000),
          "ramal.webhooks.answer", millis(25, 50, 100, 250, 500, 1_000, 2_500, 5_000));

  /**
   * Meters of libraries that Prometheus would name otherwise, in units that are not its own, and
   * those of which only the first would be counted, as of HTTP clients of one name; those whose
   * series have no type in its text, as of WebSockets; and of Postgres' pools. No alert asks for
   * them.
   */
  private static final Pattern UNFIT =
      Pattern.compile(
          ".*\\.(ns|ms)(\\..*)?|process\\.cpu\\.time|system\\.cpu\\.count"
              + "|kafka\\..*\\.connection\\.count|postgresql\\..*"
              + "|http\\.(server|client)\\.(websocket\\.)?connections"
              + "|sql\\.pool\\..*|http\\.client\\.(active\\.connections|queue\\.size|pending)");

  private static final String FETCHES = "kafka.consumer.fetch.manager.";

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return UNFIT.matcher(id.getName()).matches() || isToldTwice(id)
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  /**
   * Kafka's client tells each topic that has dots in its name, as all of ours have, a second time
   * with underscores for them, as versions before 4.1 did.
   */
  private static boolean isToldTwice(Meter.Id id) {
    String topic = id.getName().startsWith(FETCHES) ? id.getTag("topic") : null;
    return topic != null && topic.indexOf('.') < 0 && topic.indexOf('_') >= 0;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    return new Meter.Id(
        id.getName(),
        Tags.of(id.getTags().stream().map(MeterRules::snakeCase).toList()),
        id.getBaseUnit(),
        isBlank(id.getDescription()) ? help(id.getName()) : id.getDescription(),
        id.getType());
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig given) {
    List<Duration> buckets = BUCKETS.get(id.getName());
    return buckets == null
        ? given
        : DistributionStatisticConfig.builder()
            .serviceLevelObjectives(buckets.stream().mapToDouble(Duration::toNanos).toArray())
            .build()
            .merge(given);
  }

  /**
   * Only what Prometheus' own naming leaves alone. A binder looks for its meters under the keys
   * that it gave them: with dots in them changed here, Kafka's would be registered again and again.
   */
  private static Tag snakeCase(Tag tag) {
    String words = tag.getKey().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    return Tag.of(words, tag.getValue());
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  /** Our own meters all have one; this is for those of libraries. */
  private static String help(String name) {
    return "The " + name.replace('.', ' ').replace('_', ' ');
  }

  private static List<Duration> millis(long... each) {
    return Arrays.stream(each).mapToObj(Duration::ofMillis).toList();
  }
}

package dev.ramal.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The one place that names topics and says how they are kept. */
public final class Topics {
  public static final String CALL_FACTS = "calls.provider-events.v1";
  public static final String CALL_FACTS_BULK = "calls.provider-events.bulk.v1";
  public static final String MESSAGE_FACTS = "messages.provider-events.v1";
  public static final String MESSAGE_FACTS_BULK = "messages.provider-events.bulk.v1";
  public static final String CALLS = "calls.events.v1";
  public static final String MESSAGES = "messages.events.v1";
  public static final String BILLING = "billing.events.v1";
  public static final String TARIFFS = "billing.tariffs.v1";
  public static final String CRM = "crm.events.v1";
  public static final String CONNECTIONS = "carriers.connections.v1";
  public static final String ALERTS = "alerts.v1";
  public static final String QUARANTINE = "webhooks.quarantine.v1";
  public static final String REDRIVES = "webhooks.redrives.v1";

  /** Partitions of every topic. */
  public static final int PARTITIONS = 12;

  /** How long a dead letter waits for a person. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  private static final List<Topic> ALL =
      List.of(
          new Topic(CALL_FACTS, Duration.ofDays(7)),
          new Topic(CALL_FACTS_BULK, Duration.ofDays(7)),
          new Topic(MESSAGE_FACTS, Duration.ofDays(7)),
          new Topic(MESSAGE_FACTS_BULK, Duration.ofDays(7)),
          new Topic(CALLS, Duration.ofDays(30)),
          new Topic(MESSAGES, Duration.ofDays(30)),
          new Topic(BILLING, Duration.ofDays(30)),
          new Topic(TARIFFS, null),
          new Topic(CRM, Duration.ofDays(30)),
          new Topic(CONNECTIONS, null),
          new Topic(ALERTS, Duration.ofDays(7)),
          new Topic(QUARANTINE, Duration.ofDays(14)),
          new Topic(REDRIVES, Duration.ofDays(14)));

  private static final Map<String, String> BULK =
      Map.of(CALL_FACTS, CALL_FACTS_BULK, MESSAGE_FACTS, MESSAGE_FACTS_BULK);

  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("dev.ramal.carrier.call.", CALL_FACTS),
          Map.entry("dev.ramal.carrier.conference.", CALL_FACTS),
          Map.entry("dev.ramal.carrier.message.", MESSAGE_FACTS),
          Map.entry("dev.ramal.calls.", CALLS),
          Map.entry("dev.ramal.messages.", MESSAGES),
          Map.entry("dev.ramal.billing.", BILLING),
          Map.entry("dev.ramal.tariffs.", TARIFFS),
          Map.entry("dev.ramal.crm.", CRM),
          Map.entry("dev.ramal.carriers.", CONNECTIONS),
          Map.entry("dev.ramal.alerts.", ALERTS),
          Map.entry("dev.ramal.webhooks.", QUARANTINE));

  private Topics() {}

  public static List<Topic> all() {
    return ALL;
  }

  /**
   * The topic on which a type travels, where nobody floods.
   *
   * @throws IllegalArgumentException for a type that is none of ours
   */
  public static String of(String type) {
    return PREFIXES.entrySet().stream()
        .filter(prefix -> type.startsWith(prefix.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic carries " + type));
  }

  /**
   * Whether a type travels on a topic; what has a bulk topic travels on either, and what was
   * quarantined comes back on a topic of its own.
   */
  public static boolean carries(String topic, String type) {
    String first = of(type);
    return topic.equals(first)
        || topic.equals(BULK.get(first))
        || (topic.equals(REDRIVES) && first.equals(QUARANTINE));
  }

  /**
   * Where the records of a topic go instead whose organization sends more than its share: the same
   * consumers read both, this one with a smaller part of what they can do.
   *
   * @throws IllegalArgumentException for a topic that has none
   */
  public static String bulk(String topic) {
    String bulk = BULK.get(topic);
    if (bulk == null) {
      throw new IllegalArgumentException(topic + " has no bulk topic");
    }
    return bulk;
  }

  /** Where the records go that a consumer could not take: {@code <topic>.<service>.dlq}. */
  public static String deadLetter(String topic, String service) {
    return topic + "." + service + ".dlq";
  }

  /**
   * A topic and how it is kept.
   *
   * @param retention null for a compacted topic
   */
  public record Topic(String name, Duration retention) {
    public boolean compacted() {
      return retention == null;
    }

    /** Broker settings for creating the topic. */
    public Map<String, String> settings() {
      return compacted()
          ? Map.of("cleanup.policy", "compact")
          : Map.of("cleanup.policy", "delete", "retention.ms", "" + retention.toMillis());
    }
  }
}

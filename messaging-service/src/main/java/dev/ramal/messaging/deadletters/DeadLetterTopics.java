package dev.ramal.messaging.deadletters;

import dev.ramal.events.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which topics hold what waits for a person, by their names. */
final class DeadLetterTopics {
  /** Those of all readers of our topics, and the quarantine. */
  static final Pattern NAMES =
      Pattern.compile(
          "(?<source>"
              + Topics.all().stream()
                  .map(topic -> Pattern.quote(topic.name()))
                  .collect(Collectors.joining("|"))
              + ")\\.(?<reader>[^.]+)\\.dlq|"
              + Pattern.quote(Topics.QUARANTINE));

  private static final String GATEWAY = "webhook-gateway";

  private DeadLetterTopics() {}

  /**
   * @param source to which the records were published first
   * @param reader who could not take them
   */
  record Origin(String source, String reader) {}

  /** Empty for a topic that is none. */
  static Optional<Origin> origin(String topic) {
    if (Topics.QUARANTINE.equals(topic)) {
      return Optional.of(new Origin(topic, GATEWAY));
    }
    Matcher name = NAMES.matcher(topic == null ? "" : topic);
    return name.matches()
        ? Optional.of(new Origin(name.group("source"), name.group("reader")))
        : Optional.empty();
  }
}

package dev.ramal.messaging.lineage;

import dev.ramal.events.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which topics are followed, by their names: those on which something happens, and those on which
 * their readers put what they could not apply. Compacted ones hold what stands, sealed secrets
 * among it: nothing happens there.
 */
final class LineageTopics {
  static final Pattern NAMES =
      Pattern.compile(
          "(?<source>"
              + Topics.all().stream()
                  .filter(topic -> !topic.compacted())
                  .map(topic -> Pattern.quote(topic.name()))
                  .collect(Collectors.joining("|"))
              + ")(?:\\.(?<reader>[^.]+)(?:\\.dlq|_retry_[0-9]+))?");

  private LineageTopics() {}

  /**
   * @param source to which the record was published first
   * @param reader who could not apply it; null on the first topic itself
   */
  record Origin(String source, String reader) {}

  /** Empty for a topic that is not followed. */
  static Optional<Origin> origin(String topic) {
    Matcher name = NAMES.matcher(topic == null ? "" : topic);
    return name.matches()
        ? Optional.of(new Origin(name.group("source"), name.group("reader")))
        : Optional.empty();
  }
}

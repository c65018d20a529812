package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/topics.md against the code. */
class TopicsPageTest {
  private static final Set<String> PEOPLE = Set.of("operations", "finance");
  private static final Pattern TYPE_ROW =
      Pattern.compile("^\\| `(dev\\.ramal\\.[^`]+)` \\| `([^`]+)` \\|.*", Pattern.MULTILINE);
  private static final Pattern TOPIC_ROW =
      Pattern.compile("^\\| `([a-z.-]+\\.v1)` \\|.* \\| ([^|]+) \\|$", Pattern.MULTILINE);
  private static final Pattern CONSUMERS =
      Pattern.compile("^\\| `([a-z.-]+\\.v1)` \\|[^|]*\\|[^|]*\\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final Pattern INCOMING =
      Pattern.compile("^mp\\.messaging\\.incoming\\.[a-z-]+\\.topic=(.+)$", Pattern.MULTILINE);
  private static final Pattern TABLE =
      Pattern.compile("class \\w+ extends (GlobalTable|ConnectionTable|AccountTable)\\b");

  /** Follows all dead letter topics and the quarantine by their names. */
  private static final Pattern INDEX = Pattern.compile("subscribe\\(DeadLetterTopics\\.NAMES\\)");

  @Test
  void shouldListEveryTopicWithItsRetention() throws IOException {
    // When
    Stream<String> listed = rows(TOPIC_ROW);

    // Then
    assertThat(listed)
        .containsExactlyElementsOf(
            Topics.all().stream().map(t -> t.name() + " " + kept(t)).toList());
  }

  @Test
  void shouldListEveryTypeWithItsTopic() throws IOException {
    // When
    Stream<String> listed = rows(TYPE_ROW);

    // Then
    assertThat(listed)
        .containsExactlyElementsOf(
            EventTypes.all().stream()
                .map(EventTypes::typeOf)
                .map(type -> type + " " + Topics.of(type))
                .toList());
  }

  @Test
  void shouldNameTheServicesThatConsume() throws IOException {
    // Given
    Map<String, Set<String>> consumers = new TreeMap<>();
    for (Path service : services()) {
      String name = service.getFileName().toString();
      Path settings = service.resolve("src/main/resources/application.properties");
      INCOMING
          .matcher(Files.readString(settings))
          .results()
          .forEach(topic -> add(consumers, topic.group(1).strip(), name));
      if (holds(service, TABLE)) {
        add(consumers, Topics.CONNECTIONS, name);
      }
      if (holds(service, INDEX)) {
        add(consumers, Topics.QUARANTINE, name);
      }
    }

    // When
    Map<String, Set<String>> listed = new TreeMap<>();
    CONSUMERS
        .matcher(page())
        .results()
        .forEach(
            row ->
                Stream.of(row.group(2).split(", "))
                    .filter(name -> !PEOPLE.contains(name))
                    .forEach(name -> add(listed, row.group(1), name)));

    // Then
    assertThat(consumers).isNotEmpty();
    assertThat(listed).isEqualTo(consumers);
  }

  @Test
  void shouldNameThePartitions() throws IOException {
    // Then
    assertThat(page()).contains("Every topic has " + Topics.PARTITIONS + " partitions");
  }

  private static void add(Map<String, Set<String>> consumers, String topic, String service) {
    consumers.computeIfAbsent(topic, first -> new TreeSet<>()).add(service);
  }

  /** The folders beside this module's parent that hold a service's settings. */
  private static List<Path> services() throws IOException {
    try (Stream<Path> folders = Files.list(root())) {
      return folders
          .filter(f -> Files.exists(f.resolve("src/main/resources/application.properties")))
          .toList();
    }
  }

  /** Whether it reads what is no channel in its settings. */
  private static boolean holds(Path service, Pattern reading) throws IOException {
    try (Stream<Path> files = Files.walk(service.resolve("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (reading.matcher(Files.readString(file)).find()) {
          return true;
        }
      }
      return false;
    }
  }

  private static String kept(Topics.Topic topic) {
    return topic.compacted() ? "compacted" : topic.retention().toDays() + " days";
  }

  private static Stream<String> rows(Pattern row) throws IOException {
    Matcher matcher = row.matcher(page());
    return matcher.results().map(r -> r.group(1) + " " + r.group(2));
  }

  private static String page() throws IOException {
    return Files.readString(root().resolve("docs/topics.md"));
  }

  private static Path root() {
    return Stream.of(Path.of(""), Path.of("../.."))
        .map(path -> path.toAbsolutePath().normalize())
        .filter(path -> Files.exists(path.resolve("docs/topics.md")))
        .findFirst()
        .orElseThrow();
  }
}

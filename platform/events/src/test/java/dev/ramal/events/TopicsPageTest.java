package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/topics.md against the code. */
class TopicsPageTest {
  private static final Pattern TYPE_ROW =
      Pattern.compile("^\\| `(dev\\.ramal\\.[^`]+)` \\| `([^`]+)` \\|.*", Pattern.MULTILINE);
  private static final Pattern TOPIC_ROW =
      Pattern.compile("^\\| `([a-z.-]+\\.v1)` \\|.* \\| ([^|]+) \\|$", Pattern.MULTILINE);

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
  void shouldNameThePartitions() throws IOException {
    // Then
    assertThat(page()).contains("Every topic has " + Topics.PARTITIONS + " partitions");
  }

  private static String kept(Topics.Topic topic) {
    return topic.compacted() ? "compacted" : topic.retention().toDays() + " days";
  }

  private static Stream<String> rows(Pattern row) throws IOException {
    Matcher matcher = row.matcher(page());
    return matcher.results().map(r -> r.group(1) + " " + r.group(2));
  }

  private static String page() throws IOException {
    List<Path> places = List.of(Path.of("docs/topics.md"), Path.of("../../docs/topics.md"));
    return Files.readString(places.stream().filter(Files::exists).findFirst().orElseThrow());
  }
}

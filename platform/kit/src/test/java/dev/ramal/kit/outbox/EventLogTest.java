package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Event;
import dev.ramal.events.EventContracts;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.billing.UsageRated;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.crm.ActivitySynced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLogTest {
  /** Fields of events in which people, what they say and how they are reached stand. */
  private static final Set<String> ABOUT_PEOPLE =
      Set.of(
          "from",
          "to",
          "phone",
          "contact",
          "contactName",
          "contactUserId",
          "agentName",
          "address",
          "body",
          "text",
          "notes",
          "evidence",
          "explanation",
          "digits",
          "reason",
          "detail",
          "raw",
          "content",
          "mediaUrl",
          "disposition");

  static List<Class<? extends Record>> types() {
    return EventTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldSayNothingAboutPeople(Class<? extends Record> type) throws Exception {
    // Given
    String sample = EventContracts.sample(EventTypes.typeOf(type));
    List<String> aboutPeople = new ArrayList<>();
    collect(EventJson.mapper().readTree(sample), false, aboutPeople);

    // When
    String line = EventLog.line(event(EventJson.read(sample, type)));

    // Then
    assertThat(line).doesNotContain("+", "@", "\n").contains(type.getSimpleName());
    assertThat(aboutPeople).allSatisfy(value -> assertThat(line).doesNotContain(value));
  }

  @Test
  void shouldTellOfACallWithItsIdAndHowItEnded() {
    // Then
    assertThat(EventLog.line(sample(CallEnded.class)))
        .matches(
            "tenant=aurora call=\\S+ connection=\\S+ CallEnded carrier=\\w+ revision=\\d+"
                + " outcome=[a-z-]+.* talked=\\d+ event=e-1");
    assertThat(EventLog.line(sample(UsageRated.class)))
        .matches("tenant=aurora (call|message)=\\S+ usage=\\S+ UsageRated .* event=e-1");
    assertThat(EventLog.line(sample(ActivitySynced.class)))
        .matches("tenant=aurora call=\\S+ note=\\S+ ActivitySynced attempt=\\d+ event=e-1");
    assertThat(EventLog.line(sample(AlertRaised.class)))
        .matches("tenant=aurora AlertRaised severity=\\w+ service=\\S+ event=e-1: .+");
  }

  @Test
  void shouldLeaveOutAWordThatMayBeANumberOrBreakTheLine() {
    // Given
    String sample = EventContracts.sample(CallEnded.TYPE);

    for (String cause : List.of("5511987654321", "a\\nWARN forged", "two words")) {
      // When
      String line =
          EventLog.line(
              event(
                  EventJson.read(
                      sample.replaceFirst("\"cause\": *\"[^\"]*\"", "\"cause\":\"" + cause + "\""),
                      CallEnded.class)));

      // Then
      assertThat(line).doesNotContain("cause=").contains("outcome=");
    }
  }

  @Test
  void shouldUseKeysOfTheDictionaryOnly() throws Exception {
    // Given
    Set<String> dictionary =
        Pattern.compile("^\\| `(\\w+)=` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toSet());

    // Then
    assertThat(EventLog.FIELDS.values()).isSubsetOf(dictionary);
  }

  private static Event<?> sample(Class<? extends Record> type) {
    return event(EventJson.read(EventContracts.sample(EventTypes.typeOf(type)), type));
  }

  private static Event<?> event(Record data) {
    return new Event<>(
        "e-1", "/kit", "s-1", Instant.EPOCH, TenantId.of("aurora"), null, Topics.CALLS, "k", data);
  }

  private static void collect(JsonNode node, boolean aboutPeople, List<String> into) {
    if (aboutPeople && node.isTextual() && node.asText().length() > 3) {
      into.add(node.asText());
    }
    node.properties()
        .forEach(
            field ->
                collect(
                    field.getValue(), aboutPeople || ABOUT_PEOPLE.contains(field.getKey()), into));
    if (node.isArray()) {
      node.forEach(each -> collect(each, aboutPeople, into));
    }
  }
}

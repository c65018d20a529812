package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.messaging.deadletters.RepairLetter.Repaired;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairLetterTest {
  private static final int LARGEST = 1_000_000;
  private static final Instant SINCE = Instant.parse("2026-10-31T00:00:00Z");

  private static final Instant DIED = Instant.parse("2026-11-03T14:06:00Z");

  private static final String RINGING =
      """
      {"callId":"c-1","leg":"lead","carrierCallId":"CA1","direction":"outbound",\
      "carrier":"twilio","connectionId":"k","occurredAt":"2026-11-03T14:05:33Z",\
      "receivedAt":"2026-11-03T14:05:33Z", "sequence":  2}\
      """;

  @Test
  @DisplayName("MSG-502 a letter that needs no change is sent byte by byte, with its own headers")
  void shouldKeepBodyAndHeaders() {
    // When
    Repaired repaired =
        new RepairLetter(BodyPatch.NONE, "r-1", LARGEST, SINCE).repair(letter(RINGING, Map.of()));

    // Then
    assertThat(repaired.complaint()).isNull();
    assertThat(repaired.entry().payload()).isEqualTo(RINGING);
    assertThat(repaired.entry().event().id()).isEqualTo("e-1");
    assertThat(repaired.entry().event().topic()).isEqualTo("calls.provider-events.v1");
    assertThat(repaired.entry().event().key()).isEqualTo("aurora:c-1");
    assertThat(headers(repaired))
        .containsOnlyKeys(
            "ce_id",
            "ce_type",
            "ce_tenant",
            "ce_time",
            "traceparent",
            "own",
            LetterRow.REDRIVE,
            EventHeaders.FIRST_OFFSET)
        .containsEntry("traceparent", "00-x")
        .containsEntry(LetterRow.REDRIVE, "r-1");
  }

  @Test
  @DisplayName("MSG-502 a patch mends a body and keeps each digit of what it leaves alone")
  void shouldMendByAPatch() throws Exception {
    // Given
    String broken = RINGING.replace("\"occurredAt\"", "\"cost\":1.10000000000000000001,\"at\"");
    BodyPatch patch = BodyPatch.of(List.of(operation("move", "/occurredAt", "/at", null)));

    // When
    Repaired asItIs =
        new RepairLetter(BodyPatch.NONE, null, LARGEST, SINCE).repair(letter(broken, Map.of()));
    Repaired mended =
        new RepairLetter(patch, null, LARGEST, SINCE).repair(letter(broken, Map.of()));

    // Then
    assertThat(asItIs.isValid()).isFalse();
    assertThat(asItIs.complaint()).contains("occurredAt");
    assertThat(mended.complaint()).isNull();
    assertThat(mended.entry().payload()).contains("1.10000000000000000001");
    assertThat(EventJson.tree(mended.entry().payload()).path("occurredAt").asText())
        .isEqualTo("2026-11-03T14:05:33Z");
  }

  @ParameterizedTest
  @CsvSource({
    "ce_type, dev.ramal.calls.CallEnded, calls.provider-events.v1 carries no",
    "ce_type, dev.ramal.carrier.call.unheard-of, has no contract",
    "ce_type, some.other.type, no topic carries",
    "ce_id, '', ce_id is missing",
    "ce_tenant, Not Ours, an organization id is",
    "ce_time, yesterday, no RFC 3339 time"
  })
  @DisplayName("MSG-503 what no consumer would take is not sent, and it is said why")
  void shouldRefuseWhatNoConsumerTakes(String header, String value, String complaint) {
    // When
    Repaired repaired =
        new RepairLetter(BodyPatch.NONE, null, LARGEST, SINCE)
            .repair(letter(RINGING, Map.of(header, value)));

    // Then
    assertThat(repaired.complaint()).contains(complaint);
    assertThat(repaired.entry()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remove | /nowhere | | patch:",
        "test | /leg | \"agent\" | patch:",
        "remove | /carrierCallId | | carrierCallId",
        "add | /tenant | \"boreal\" | another organization"
      })
  @DisplayName("MSG-503 a patch that does not fit, or makes a body invalid, sends nothing")
  void shouldRefuseAPatchThatDoesNotFit(String op, String path, String value, String complaint) {
    // Given
    BodyPatch patch = BodyPatch.of(List.of(operation(op, path, null, value)));

    // When
    Repaired repaired =
        new RepairLetter(patch, null, LARGEST, SINCE).repair(letter(RINGING, Map.of()));
    Repaired ofNoJson =
        new RepairLetter(patch, null, LARGEST, SINCE).repair(letter("not json", Map.of()));

    // Then
    assertThat(repaired.complaint()).contains(complaint);
    assertThat(ofNoJson.complaint()).startsWith("patch:");
  }

  @Test
  @DisplayName("MSG-504 what is no JSON Patch is refused, each operation by its field")
  void shouldNameWhatIsNoPatch() {
    // Given
    List<PatchOperation> operations =
        List.of(
            operation("shake", "/a", null, null),
            operation("remove", "a", null, null),
            operation("move", "/a", null, null),
            operation("add", "/a", null, null),
            operation("remove", "/a~2", null, null),
            operation("add", "/a", null, "null"),
            operation("copy", "/a/b", "/a", null),
            operation("copy", "/a", "", null),
            operation("move", "/a/b", "/a/b", null),
            operation("copy", "/ab", "/a", null));

    // When, Then
    assertThatThrownBy(() -> BodyPatch.of(operations))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().errors())
                    .extracting(error -> error.field())
                    .containsExactly(
                        "patch[0].op",
                        "patch[1].path",
                        "patch[2].from",
                        "patch[3].value",
                        "patch[4].path",
                        "patch[6].from",
                        "patch[7].from",
                        "patch[8].from"));
  }

  @Test
  @DisplayName(
      "MSG-508 a patch of which parts double each other is stopped at the size that a body may"
          + " have, before it is written out")
  void shouldStopAPatchThatDoubles() {
    // Given: small; what is held to a thousand here is held to a megabyte there
    List<PatchOperation> operations = new ArrayList<>();
    operations.add(operation("add", "/a", null, "{\"x\":\"0123456789\"}"));
    operations.add(operation("add", "/b", null, "{}"));
    for (int i = 0; i < 6; i++) {
      operations.add(operation("copy", "/b/" + i, "/a", null));
      operations.add(operation("copy", "/a/" + i, "/b", null));
    }
    BodyPatch doubling = BodyPatch.of(operations);
    BodyPatch escapes =
        BodyPatch.of(List.of(operation("add", "/a", null, EventJson.write("\u0001".repeat(300)))));

    // When
    Repaired stopped =
        new RepairLetter(doubling, null, 1_000, SINCE).repair(letter(RINGING, Map.of()));
    Repaired written =
        new RepairLetter(escapes, null, 1_000, SINCE).repair(letter(RINGING, Map.of()));
    Repaired small =
        new RepairLetter(escapes, null, LARGEST, SINCE).repair(letter(RINGING, Map.of()));

    // Then
    assertThat(stopped.complaint()).isEqualTo("patch: the body would become too large");
    assertThat(written.complaint()).isEqualTo(stopped.complaint());
    assertThat(small.complaint()).isNull();
    assertThat(doubling.growth()).isEqualTo(BodyPatch.MOST_MORE);
  }

  @ParameterizedTest
  @CsvSource({"150, false", "300, true", "1500, true"})
  @DisplayName("MSG-508 a letter that is nested deeply is complained of, as any other")
  void shouldComplainOfADeeplyNestedLetter(int levels, boolean refused) {
    // Given
    String nested = "[".repeat(levels) + "]".repeat(levels);
    String body = RINGING.replace("\"callId\"", "\"deep\":" + nested + ",\"callId\"");
    BodyPatch patch = BodyPatch.of(List.of(operation("test", "/leg", null, "\"lead\"")));

    // When
    Repaired repaired =
        new RepairLetter(patch, null, LARGEST, SINCE).repair(letter(body, Map.of()));

    // Then
    assertThat(repaired.complaint() != null).isEqualTo(refused);
    assertThat(repaired.isValid()).isNotEqualTo(refused);
  }

  @Test
  @DisplayName("MSG-512 a record that the broker would not take is not sent, and it is said why")
  void shouldRefuseWhatTheBrokerDoesNotTake() {
    // Given: in characters both are shorter than what is allowed
    String wide = RINGING.replace("c-1", "ç".repeat(400));
    String narrow = RINGING.replace("c-1", "c".repeat(400));

    // When
    Repaired refused =
        new RepairLetter(BodyPatch.NONE, null, 1_000, SINCE).repair(letter(wide, Map.of()));
    Repaired taken =
        new RepairLetter(BodyPatch.NONE, null, 1_000, SINCE).repair(letter(narrow, Map.of()));
    Repaired byHeaders =
        new RepairLetter(BodyPatch.NONE, null, 1_000, SINCE)
            .repair(letter(narrow, Map.of("own", "x".repeat(400))));

    // Then
    assertThat(refused.complaint()).isEqualTo("the record is larger than 1000 bytes");
    assertThat(taken.complaint()).isNull();
    assertThat(byHeaders.complaint()).isEqualTo(refused.complaint());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-30T23:59:59Z, true",
    "2026-10-31T00:00:00Z, false",
    "2030-01-01T00:00:00Z, false"
  })
  @DisplayName(
      "MSG-541 what happened longer ago than readers remember is not sent: they would apply it a"
          + " second time")
  void shouldRefuseWhatReadersHaveForgotten(String happened, boolean refused) {
    // When
    Repaired repaired =
        new RepairLetter(BodyPatch.NONE, "r-1", LARGEST, SINCE)
            .repair(letter(RINGING, Map.of("ce_time", happened)));
    Repaired diedLongAgo =
        new RepairLetter(BodyPatch.NONE, "r-1", LARGEST, DIED.plusSeconds(1))
            .repair(letter(RINGING, Map.of("ce_time", "2030-01-01T00:00:00Z")));

    // Then
    assertThat(repaired.complaint()).isEqualTo(refused ? RepairLetter.TOO_OLD : null);
    assertThat(diedLongAgo.complaint())
        .as("by a clock that is ahead")
        .isEqualTo(RepairLetter.TOO_OLD);
  }

  @Test
  @DisplayName("MSG-542 a record that is sent again says where it lay first, and goes on to say it")
  void shouldSayWhereALetterLayFirst() {
    // Given
    RepairLetter repair = new RepairLetter(BodyPatch.NONE, "r-2", LARGEST, SINCE);

    // When
    Repaired first = repair.repair(letter(RINGING, Map.of()));
    Repaired second =
        repair.repair(
            letter(
                RINGING, Map.of("ramal-source-offset", "4711", EventHeaders.FIRST_OFFSET, "17")));

    // Then
    assertThat(headers(first)).containsEntry(EventHeaders.FIRST_OFFSET, "17");
    assertThat(headers(second))
        .containsEntry(EventHeaders.FIRST_OFFSET, "17")
        .doesNotContainKey("ramal-source-offset");
  }

  private static PatchOperation operation(String op, String path, String from, String json) {
    try {
      JsonNode value = json == null ? null : EventJson.mapper().readTree(json);
      return new PatchOperation(op, path, from, value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static RawLetter letter(String body, Map<String, String> changed) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_id", "e-1");
    headers.put("ce_type", "dev.ramal.carrier.call.ringing");
    headers.put("ce_tenant", "aurora");
    headers.put("ce_time", "2026-11-03T14:05:33Z");
    headers.put("traceparent", "00-x");
    headers.put("own", "1");
    headers.put("ramal-failure-kind", "Malformed");
    headers.put("ramal-attempt", "1");
    headers.put("ramal-source-offset", "17");
    headers.put("delayed-retry-count", "4");
    headers.putAll(changed);
    return new RawLetter(
        new LetterPlace(Tenants.AURORA, "calls.provider-events.v1.call-service.dlq", 0, 3, DIED),
        "aurora:c-1",
        headers,
        body);
  }

  private static Map<String, String> headers(Repaired repaired) {
    try {
      return EventJson.mapper()
          .readValue(repaired.entry().headers(), new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

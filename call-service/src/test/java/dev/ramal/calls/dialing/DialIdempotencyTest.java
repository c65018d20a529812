package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class DialIdempotencyTest {

  @Test
  @DisplayName("CALL-12 one key, fifty requests at once, one call at the carrier")
  void shouldCallOnceForOneKey() throws Exception {
    // Given
    Connections.twilio("carla");
    CallApi ana = CallApi.as("ana");
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", "+5511987650012", "carrier", "twilio");
    ExecutorService clients = Executors.newFixedThreadPool(50);

    // When
    List<Future<Response>> answers =
        IntStream.range(0, 50).mapToObj(i -> clients.submit(() -> ana.dial(click, key))).toList();
    List<Response> all = new java.util.ArrayList<>();
    for (Future<Response> answer : answers) {
      all.add(answer.get());
    }
    clients.shutdown();

    // Then
    assertThat(all).extracting(Response::statusCode).isSubsetOf(201, 409).contains(201);
    List<String> ids =
        all.stream()
            .filter(answer -> answer.statusCode() == 201)
            .map(answer -> answer.<String>path("id"))
            .distinct()
            .toList();
    assertThat(ids).hasSize(1);
    ana.awaitLeg(ids.get(0), "agent");
    assertThat(Postgres.database("calls").count("calls where to_number = '+5511987650012'"))
        .isEqualTo(1);
    assertThat(Simulator.posts("twilio", "/Calls.json", ids.get(0))).hasSize(1);
  }

  @Test
  @DisplayName("CALL-31 the same key with another body is refused")
  void shouldRefuseAKeyWithAnotherBody() {
    // Given
    Connections.twilio("carla");
    CallApi ana = CallApi.as("ana");
    String key = UUID.randomUUID().toString();
    ana.dial(Map.of("to", "+5511987650012", "carrier", "twilio"), key).then().statusCode(201);

    // When
    Response other = ana.dial(Map.of("to", "+5511987650013", "carrier", "twilio"), key);

    // Then
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @Test
  @DisplayName("CALL-30 a repetition gets the first answer, whatever was reconfigured since")
  void shouldGiveTheFirstAnswerAfterTheConnectionWasDisabled() {
    // Given
    Connections.twilio("carla");
    CallApi ana = CallApi.as("ana");
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", "+5511987650112", "carrier", "twilio");
    Response first = ana.dial(click, key);
    Postgres calls = Postgres.database("calls");
    calls.execute(
        "update carrier_connections set enabled = false, updated_by = 'off ' || updated_by"
            + " where tenant = 'aurora' and carrier = 'TWILIO' and enabled");

    try {
      // When
      Response again = ana.dial(click, key);
      Response fresh = ana.dial(click, UUID.randomUUID().toString());

      // Then
      assertThat(again.statusCode()).isEqualTo(201);
      assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
      assertThat(fresh.statusCode()).isEqualTo(422);
    } finally {
      calls.execute(
          "update carrier_connections set enabled = true, updated_by = substr(updated_by, 5)"
              + " where updated_by like 'off %'");
    }
  }
}

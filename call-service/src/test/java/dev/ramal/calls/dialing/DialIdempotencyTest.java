package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Dials;
import dev.ramal.events.Carrier;
import dev.ramal.testkit.Postgres;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class DialIdempotencyTest {

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-12 one key, fifty requests at once, one call at the carrier")
  void shouldCallOnceForOneKey(Carrier carrier, String user, String admin, String organization)
      throws Exception {
    // Given
    Connections.at(carrier, admin);
    CallApi person = CallApi.as(user);
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", "+5511987650012", "carrier", carrier.wire());
    ExecutorService clients = Executors.newFixedThreadPool(50);

    // When
    List<Future<Response>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> clients.submit(() -> person.dial(click, key)))
            .toList();
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
    person.awaitLeg(ids.get(0), "agent");
    assertThat(
            Postgres.database("calls")
                .count("calls where to_number = '+5511987650012' and tenant = ?", organization))
        .isEqualTo(1);
    assertThat(Dials.of(carrier, ids.get(0))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla", "telnyx, breno, bia"})
  @DisplayName("CALL-31 the same key with another body is refused")
  void shouldRefuseAKeyWithAnotherBody(Carrier carrier, String user, String admin) {
    // Given
    Connections.at(carrier, admin);
    CallApi person = CallApi.as(user);
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", "+5511987650031", "carrier", carrier.wire());
    person.dial(click, key).then().statusCode(201);

    // When
    Response other = person.dial(Map.of("to", "+5511987650013", "carrier", carrier.wire()), key);

    // Then
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-30 a repetition gets the first answer, whatever was reconfigured since")
  void shouldGiveTheFirstAnswerAfterTheConnectionWasDisabled(
      Carrier carrier, String user, String admin, String organization) {
    // Given
    Connections.at(carrier, admin);
    CallApi person = CallApi.as(user);
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", "+5511987650112", "carrier", carrier.wire());
    Response first = person.dial(click, key);
    Postgres calls = Postgres.database("calls");
    calls.execute(
        "update carrier_connections set enabled = false, updated_by = 'off ' || updated_by"
            + " where tenant = ? and carrier = ? and enabled",
        organization,
        carrier.name());

    try {
      // When
      Response again = person.dial(click, key);
      Response fresh = person.dial(click, UUID.randomUUID().toString());

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

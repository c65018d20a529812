package dev.ramal.calls.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
@DisplayName("CALL-23 no endpoint shows or touches another organization's call")
class TwoTenantsTest {
  private final CallApi ana = CallApi.as("ana");
  private final CallApi bia = CallApi.as("bia");
  private String anas;

  @BeforeEach
  void connect() {
    for (String admin : List.of("carla", "bia")) {
      Connections.twilio(admin);
      Connections.telnyx(admin);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  void shouldHideACallFromTheOtherOrganization(Carrier carrier) {
    // Given
    anas = ana.dials(Map.of("to", "+5511987650023", "carrier", carrier.wire()));

    // When
    int call = bia.call(anas).statusCode();
    int events = bia.request().get("/api/calls/" + anas + "/events").statusCode();
    int hangup = bia.request().post("/api/calls/" + anas + "/hangup").statusCode();
    int patch = bia.request().body(Map.of("notes", "x")).patch("/api/calls/" + anas).statusCode();

    // Then
    assertThat(call).isEqualTo(404);
    assertThat(events).isEqualTo(404);
    assertThat(hangup).isEqualTo(404);
    assertThat(patch).isEqualTo(404);
    assertThat(bia.request().get("/api/calls").asString()).doesNotContain(anas);
    assertThat(ana.call(anas).<String>path("notes")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  void shouldKeepKeysOfTwoOrganizationsApart(String carrier) {
    // Given
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", "+5511987650023", "carrier", carrier);

    // When
    String here = ana.dial(click, key).then().statusCode(201).extract().path("id");
    String there = CallApi.as("breno").dial(click, key).then().statusCode(201).extract().path("id");

    // Then
    assertThat(here).isNotEqualTo(there);
    assertThat(Postgres.database("calls").value("select tenant from calls where id = ?", there))
        .isEqualTo("boreal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-785 a contact is a reference: the same one finds each organization its own")
  void shouldFindCallsOfOnesOwnByAContact(String carrier) {
    // Given
    String contact = "contact-" + UUID.randomUUID();
    Map<String, String> click =
        Map.of("to", "+5511987650023", "carrier", carrier, "contactId", contact);

    // When
    String here = ana.dials(click);
    String there = CallApi.as("breno").dials(click);

    // Then
    String found = "/api/calls?contactId=" + contact;
    assertThat(CallApi.as("bruno").request().get(found).<List<String>>path("items.id"))
        .containsExactly(here);
    assertThat(bia.request().get(found).<List<String>>path("items.id")).containsExactly(there);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  void shouldNotTakeAFactOfTheOtherOrganization(Carrier carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      anas = ana.dials(Map.of("to", "+5511987650023", "carrier", carrier.wire()));
      String agent = ana.awaitLeg(anas, "agent");
      String own =
          CallApi.as("breno").dials(Map.of("to", "+5511987650023", "carrier", carrier.wire()));
      String boreals = CallApi.as("breno").awaitLeg(own, "agent");

      if (carrier.equals(Carrier.TELNYX)) {
        Simulator.advance(5);
      }

      // When
      new Phones(probe, Tenants.BOREAL, carrier, anas, Instant.now()).answered("agent", agent, 2);
      new Phones(probe, Tenants.BOREAL, carrier, own, Instant.now())
          .behind(anas)
          .answered("agent", boreals, 2);

      // Then
      CallApi.as("breno").awaitLeg(own, "lead");
      assertThat(
              Postgres.database("calls").count("call_facts where fact_id = ?", agent + ":answered"))
          .isZero();
      assertThat(
              Postgres.database("calls")
                  .count("call_facts where tenant = 'boreal' and call_id = ?", anas))
          .isZero();
      assertThat(ana.status(anas)).isEqualTo("dialing");
    }
  }

  @Test
  void shouldDemandThatSomebodyOfTwoOrganizationsChooses() {
    // When
    int undecided = CallApi.as("gil").request().get("/api/calls").statusCode();
    int foreign = CallApi.as("ana", "boreal").request().get("/api/calls").statusCode();
    int viewer =
        CallApi.as("gil", "boreal").dial(Map.of("to", "+5511987650023"), null).statusCode();

    // Then
    assertThat(undecided).isIn(400, 403);
    assertThat(foreign).isEqualTo(403);
    assertThat(viewer).isEqualTo(403);
  }
}

package dev.ramal.calls.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
@DisplayName("CALL-22 history: newest first, pages, filters, own calls of sales")
class HistoryTest {
  private final CallApi ana = CallApi.as("ana");
  private final CallApi bruno = CallApi.as("bruno");
  private final String contact = UUID.randomUUID().toString();
  private int dialed;

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.telnyx("carla");
  }

  @Test
  void shouldPageNewestFirst() {
    // Given
    String first = dials(ana);
    String second = dials(ana);
    String third = dials(ana);

    // When
    Response page = ana.request().get("/api/calls?limit=2&contactId=" + contact);
    String next = page.path("next");
    JsonPath rest =
        ana.request().get("/api/calls?limit=2&contactId=" + contact + "&cursor=" + next).jsonPath();

    // Then
    assertThat(page.jsonPath().getList("items.id", String.class)).containsExactly(third, second);
    assertThat(page.header("Link"))
        .startsWith("</api/calls?")
        .contains("cursor=" + next)
        .endsWith(">; rel=\"next\"");
    assertThat(rest.getList("items.id", String.class)).containsExactly(first);
    assertThat(rest.<String>get("next")).isNull();
  }

  @Test
  @DisplayName("CALL-810 a cursor that was cut off begins no page")
  void shouldRefuseACursorThatWasCutOff() {
    // Given
    String next = new Cursor(Instant.now(), UUID.randomUUID().toString()).encoded();
    String begun = next.substring(0, next.length() - 4);

    // When
    Response whole = ana.request().get("/api/calls?limit=1&cursor=" + next);
    Map<String, Response> answers = new HashMap<>();
    for (String list : List.of("calls", "blocklist", "agents", "numbers")) {
      answers.put(list, bruno.request().get("/api/" + list + "?cursor=" + begun));
    }

    // Then
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(answers)
        .allSatisfy(
            (list, answer) -> {
              assertThat(answer.statusCode()).isEqualTo(400);
              assertThat(answer.<String>path("code")).isEqualTo("RAMAL-0432");
              assertThat(answer.<List<String>>path("errors.field")).containsExactly("cursor");
            });
  }

  @Test
  void shouldNameALimitThatIsNoNumber() {
    // When
    Response answer = ana.request().get("/api/calls?limit=abc");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].field")).isEqualTo("limit");
  }

  @Test
  void shouldShowSalesTheirOwnCallsAndManagersAll() {
    // Given
    String anas = dials(ana);
    String gils = dials(CallApi.as("gil", "aurora"));

    // When
    List<String> seenByAna = ids(ana, "");
    List<String> seenByBruno = ids(bruno, "");
    List<String> seenByVera = ids(CallApi.as("vera"), "");

    // Then
    assertThat(seenByAna).containsExactly(anas);
    assertThat(seenByBruno).containsExactly(gils, anas);
    assertThat(seenByVera).containsExactly(gils, anas);
    assertThat(ana.call(gils).statusCode()).isEqualTo(404);
    assertThat(CallApi.as("davi").request().get("/api/calls").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldFilterByStatusAndTime() {
    // Given
    String id = dials(ana);
    ana.awaitStatus(id, "dialing");

    // When
    List<String> dialing = ids(ana, "&status=dialing");
    List<String> completed = ids(ana, "&status=completed");
    List<String> past = ids(ana, "&to=2020-01-01T00:00:00Z");

    // Then
    assertThat(dialing).containsExactly(id);
    assertThat(completed).isEmpty();
    assertThat(past).isEmpty();
  }

  @Test
  void shouldNameAFilterThatIsNotValid() {
    // When
    Response status = ana.request().get("/api/calls?status=asleep");
    Response time = ana.request().get("/api/calls?from=yesterday");
    Response limit = ana.request().get("/api/calls?limit=201");

    // Then
    assertThat(status.<String>path("errors[0].field")).isEqualTo("status");
    assertThat(time.<String>path("errors[0].field")).isEqualTo("from");
    assertThat(limit.<String>path("errors[0].field")).isEqualTo("limit");
    assertThat(limit.statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTellEverythingThatHappened() {
    // Given
    String id = dials(ana);
    ana.awaitStatus(id, "dialing");

    // When
    JsonPath events = ana.request().get("/api/calls/" + id + "/events").jsonPath();

    // Then
    assertThat(events.getList("items.type", String.class))
        .contains("Ordered", "Accepted", "CallRequested", "CallDialed");
    assertThat(events.getList("items.source", String.class)).contains("ramal", "told");
    assertThat(events.getMap("")).containsEntry("next", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-125 what a carrier charges is shown to finance and administrators alone")
  void shouldShowAmountsToWhomBillingShowsThem(Carrier carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = dials(ana, carrier);
      String agent = ana.awaitLeg(id, "agent");
      new Phones(probe, Tenants.AURORA, carrier, id, Instant.now())
          .costed("agent", agent, 9, "0.0171", "USD");
      String path = "/api/calls/" + id + "/events";
      await().until(() -> ana.request().get(path).asString().contains("Costed"));

      // When
      String sales = ana.request().get(path).asString();
      String manager = CallApi.as("bruno").request().get(path).asString();
      String admin = CallApi.as("carla").request().get(path).asString();

      // Then
      assertThat(sales).doesNotContain("0.0171");
      assertThat(manager).contains("\"type\":\"Costed\"").doesNotContain("0.0171");
      assertThat(admin).contains("0.0171");
    }
  }

  /** Through one carrier and the other in turn: a list is of both. */
  private String dials(CallApi api) {
    return dials(api, dialed++ % 2 == 0 ? Carrier.TWILIO : Carrier.TELNYX);
  }

  private String dials(CallApi api, Carrier carrier) {
    return api.dials(
        Map.of("to", "+5511987650022", "carrier", carrier.wire(), "contactId", contact));
  }

  private List<String> ids(CallApi api, String filter) {
    return api.request()
        .get("/api/calls?contactId=" + contact + filter)
        .jsonPath()
        .getList("items.id", String.class);
  }
}

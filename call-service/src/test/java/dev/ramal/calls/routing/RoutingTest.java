package dev.ramal.calls.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Dials;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.calls.CarrierDegraded;
import dev.ramal.events.calls.CarrierRecovered;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class RoutingTest {
  private static final String LEAD = "+5511987650390";
  private static final Map<String, String> PATHS =
      Map.of("twilio", "/Calls.json", "telnyx", "/v2/calls");

  private final CallApi carla = CallApi.as("carla");
  private final CallApi bia = CallApi.as("bia");
  private final CallApi bruno = CallApi.as("bruno");
  private final Postgres calls = Postgres.database("calls");

  @BeforeEach
  void connect() {
    Connections.twilio("carla");
    Connections.telnyx("carla");
    Connections.twilio("bia");
    Connections.telnyx("bia");
    usual();
  }

  @AfterEach
  void usual() {
    Simulator.noFaults();
    calls.execute("delete from carrier_health");
    calls.execute("delete from carrier_recent");
    calls.execute("delete from carrier_rates where rule like 'teste-%'");
    calls.execute("delete from carrier_tariffs where version like 'teste-%'");
    for (CallApi admin : List.of(carla, bia)) {
      admin.settings(Map.of("carrier", "twilio"));
      routing(admin, Map.of("prefer", "priority", "carriers", List.of("twilio", "telnyx")))
          .then()
          .statusCode(200);
    }
  }

  @Test
  @DisplayName("CALL-391 an estimate shows every carrier with its cost, its age and why")
  void shouldShowEveryCarrierWithItsCostAndWhy() {
    // Given
    routing(bia, Map.of("prefer", "cost"));

    // When
    Response aurora = estimate(carla, Map.of("to", LEAD));
    Response boreal = estimate(bia, Map.of("to", LEAD));
    Response tollFree = estimate(bia, Map.of("to", "+558001234567"));
    Response foreignNumber = estimate(bia, Map.of("to", LEAD, "from", "+551130009999"));

    // Then
    assertThat(aurora.<String>path("carrier")).isEqualTo("twilio");
    assertThat(aurora.<String>path("destinationClass")).isEqualTo("mobile-sp-rj");
    assertThat(aurora.<List<String>>path("candidates.why")).containsExactly("first", "later");
    assertThat(boreal.<String>path("carrier")).isEqualTo("telnyx");
    assertThat(boreal.<List<String>>path("candidates.why")).containsExactly("cheapest", "dearer");
    assertThat(boreal.<List<String>>path("candidates.perMinute.amount"))
        .containsExactly("0.060000", "0.120000");
    assertThat(boreal.<List<String>>path("candidates.source"))
        .containsExactly("assumed", "reference");
    assertThat(boreal.<List<String>>path("candidates.asOf")).doesNotContainNull();
    assertThat(tollFree.<String>path("carrier")).isEqualTo("twilio");
    assertThat(tollFree.<List<String>>path("candidates.why"))
        .containsExactly("only-one", "not-reached");
    assertThat(foreignNumber.<String>path("carrier")).isNull();
    assertThat(foreignNumber.<List<String>>path("candidates.why")).containsOnly("not-its-number");
  }

  @Test
  @DisplayName("CALL-392 a change of the settings holds from the next click on, and for no other")
  void shouldGoTheOtherWayFromTheNextClickOn() {
    // Given
    String before = bia.dials(click());

    // When
    Instant changed = Instant.now();
    bia.settings(Map.of("carrier", "telnyx"));
    String swapped = bia.dials(click());
    bia.awaitLeg(swapped, "agent");
    Duration untilItRang = Duration.between(changed, Instant.now());
    routing(bia, Map.of("prefer", "cost"));
    bia.settings(Map.of("carrier", "twilio"));
    String cheapest = bia.dials(click());
    String other = carla.dials(click());

    // Then
    assertThat(way(bia, before)).containsExactly("twilio first");
    assertThat(way(bia, swapped)).containsExactly("telnyx first");
    assertThat(untilItRang).isLessThan(Duration.ofSeconds(30));
    assertThat(way(bia, cheapest)).containsExactly("telnyx cheapest");
    assertThat(way(carla, other)).containsExactly("twilio first");
  }

  @Test
  @DisplayName("CALL-836 where quality is wanted, calls go where leads pick up, of one's own calls")
  void shouldGoWhereLeadsPickUp() {
    // Given
    for (CallApi admin : List.of(carla, bia)) {
      routing(admin, Map.of("prefer", "quality")).then().statusCode(200);
    }

    // When
    ended("boreal", "TWILIO", 10);
    ended("boreal", "TELNYX", 60);
    ended("aurora", "TWILIO", 60);
    ended("aurora", "TELNYX", 10);

    // Then
    Response ofBoreal = estimate(bia, Map.of("to", LEAD));
    assertThat(ofBoreal.<List<String>>path("candidates.carrier"))
        .containsExactly("telnyx", "twilio");
    assertThat(ofBoreal.<List<String>>path("candidates.why"))
        .containsExactly("best-answered", "less-answered");
    String here = bia.dials(click());
    String there = carla.dials(click());
    assertThat(way(bia, here)).containsExactly("telnyx best-answered");
    assertThat(way(carla, there)).containsExactly("twilio best-answered");
  }

  /** Of a hundred calls of late. */
  private void ended(String tenant, String carrier, int answered) {
    calls.execute(
        "insert into carrier_recent (tenant, carrier, slot, dials, refused, unclear, answer_millis,"
            + " ended, answered, failed) values (?, ?, now() - interval '2 minutes', 100, 0, 0,"
            + " 100, 100, ?, 0)",
        tenant,
        carrier,
        answered);
  }

  @Test
  @DisplayName("CALL-555 what billing tells of carriers' tariffs decides who is the cheapest")
  void shouldGoByTheTariffsThatBillingTells() {
    // Given
    routing(bia, Map.of("prefer", "cost"));
    routing(carla, Map.of("prefer", "cost"));
    List<Event<TariffPublished>> boreal = tariff(Tenants.BOREAL, "0.011", "0.21");
    List<Event<TariffPublished>> aurora = tariff(Tenants.AURORA, "0.31", "0.012");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.TARIFFS)) {
      List.of(boreal.get(1), aurora.get(1), boreal.get(1), boreal.get(0), aurora.get(0))
          .forEach(topics::send);
    }

    // Then
    awaitTariff(bia, "teste-boreal");
    awaitTariff(carla, "teste-aurora");
    Response ofBoreal = estimate(bia, Map.of("to", LEAD));
    assertThat(ofBoreal.<List<String>>path("candidates.carrier"))
        .containsExactly("twilio", "telnyx");
    assertThat(ofBoreal.<List<String>>path("candidates.why")).containsExactly("cheapest", "dearer");
    assertThat(ofBoreal.<List<String>>path("candidates.source")).containsOnly("tariff");
    assertThat(ofBoreal.<List<String>>path("candidates.perMinute.amount"))
        .containsExactly("0.011000", "0.210000");
    assertThat(ofBoreal.<List<String>>path("candidates.perCall.amount"))
        .containsExactly("0.072000", "0.470000");
    assertThat(ofBoreal.<List<Integer>>path("candidates.incrementSeconds")).containsOnly(60);
    assertThat(ofBoreal.<List<String>>path("candidates.connectionFee.amount"))
        .containsOnly("0.050000");
    Response ofAurora = estimate(carla, Map.of("to", LEAD));
    assertThat(ofAurora.<List<String>>path("candidates.why")).containsExactly("cheapest", "dearer");
    String cheap = bia.dials(click());
    String other = carla.dials(click());
    assertThat(way(bia, cheap)).containsExactly("twilio cheapest");
    assertThat(way(carla, other)).containsExactly("telnyx cheapest");
    assertThat(carla.call(other).<String>path("estimatedCost.amount")).isEqualTo("0.012000");
  }

  /** In two parts, one for each carrier; of the one number that these tests call. */
  private static List<Event<TariffPublished>> tariff(
      TenantId tenant, String twilio, String telnyx) {
    String id = UUID.randomUUID().toString();
    return List.of(
        part(tenant, id, 1, Carrier.TWILIO, twilio), part(tenant, id, 2, Carrier.TELNYX, telnyx));
  }

  private static Event<TariffPublished> part(
      TenantId tenant, String id, int part, Carrier carrier, String perMinute) {
    CostRule rule =
        new CostRule(
            "teste-" + part,
            "voice-minute",
            "lead",
            carrier,
            null,
            null,
            LEAD,
            perMinute,
            "0.05",
            "BRL",
            60,
            60,
            0);
    return new Event<>(
        UUID.randomUUID().toString(),
        "/billing-service",
        id,
        Instant.now(),
        tenant,
        null,
        Topics.TARIFFS,
        tenant.value() + ":" + id + ":" + part,
        new TariffPublished(
            id,
            "teste-" + tenant.value(),
            false,
            Instant.parse("2026-01-01T03:00:00Z"),
            null,
            part,
            2,
            List.of(rule)));
  }

  private static void awaitTariff(CallApi as, String version) {
    await(version)
        .untilAsserted(
            () ->
                assertThat(
                        estimate(as, Map.of("to", LEAD))
                            .<List<String>>path("candidates.tariffVersion"))
                    .containsExactly(version, version));
  }

  @Test
  @DisplayName("CALL-392 a change of the settings holds from the next click on, and for no other")
  void shouldNameWhatIsWrongWithASetting() {
    // When
    Response wrong = routing(carla, Map.of("prefer", "luck", "carriers", List.of("telnyx", "x")));
    Response empty = routing(carla, Map.of());
    Response sales = routing(bruno, Map.of("prefer", "cost"));
    Response none = routing(carla, Map.of("carriers", List.of()));

    // Then
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.<String>path("code")).isEqualTo("CALLS-0330");
    assertThat(wrong.<List<String>>path("errors.field")).containsExactly("prefer", "carriers");
    assertThat(empty.<String>path("code")).isEqualTo("CALLS-0212");
    assertThat(sales.statusCode()).isEqualTo(403);
    assertThat(none.<List<String>>path("carriers")).containsExactly("twilio");
    assertThat(bruno.request().get("/api/settings/routing").<List<String>>path("carriers"))
        .containsExactly("twilio");
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, carla, bia", "telnyx, twilio, bia, carla"})
  @DisplayName("CALL-393 a call that its carrier refuses goes through the next one")
  void shouldDialThroughTheNextWhatACarrierRefuses(
      String first, String next, String admin, String stranger) {
    // Given
    CallApi person = CallApi.as(admin);
    person.settings(Map.of("carrier", first));
    Simulator.fault("status", first, PATHS.get(first), 1, Map.of("status", 401));

    // When
    String id = person.dials(click());

    // Then
    assertThat(person.awaitLeg(id, "agent")).isNotBlank();
    assertThat(person.call(id).<String>path("carrier")).isEqualTo(next);
    assertThat(person.call(id).<String>path("connectionId"))
        .isEqualTo(next.equals("twilio") ? Connections.twilio(admin) : Connections.telnyx(admin));
    assertThat(way(person, id)).containsExactly(first + " first", next + " only-one");
    assertThat(Simulator.posts(first, PATHS.get(first), id)).hasSizeLessThanOrEqualTo(1);
    assertThat(jobs(id)).containsExactlyInAnyOrder(first + " REFUSED", next + " DONE");
    assertThat(person.request().get("/api/calls/" + id + "/events").asString())
        .contains("\"instead\":{\"carrier\":\"" + first + "\"");
    isHidden(id, stranger);
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, bia, carla", "telnyx, twilio, carla, bia"})
  @DisplayName("CALL-393 a call that its carrier refuses goes through the next one")
  void shouldDialThroughTheNextWhatACarrierProvesNotToHave(
      String first, String next, String admin, String stranger) {
    // Given
    CallApi person = CallApi.as(admin);
    person.settings(Map.of("carrier", first));
    Simulator.fault("status", first, PATHS.get(first), 1, Map.of("status", 503));

    // When
    String id = person.dials(click());

    // Then
    assertThat(person.awaitLeg(id, "agent")).isNotBlank();
    assertThat(person.call(id).<String>path("carrier")).isEqualTo(next);
    assertThat(person.status(id)).isEqualTo("dialing");
    assertThat(jobs(id)).containsExactlyInAnyOrder(first + " REFUSED", next + " DONE");
    isHidden(id, stranger);
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, bia, carla", "telnyx, twilio, carla, bia"})
  @DisplayName("CALL-393 a call that its carrier refuses goes through the next one")
  void shouldEndACallThatNobodyElseMayTake(
      String first, String next, String admin, String stranger) {
    // Given
    CallApi person = CallApi.as(admin);
    person.settings(Map.of("carrier", first));
    routing(person, Map.of("carriers", List.of()));
    Simulator.fault("status", first, PATHS.get(first), 2, Map.of("status", 401));

    // When
    String alone = person.dials(click());
    person.awaitStatus(alone, "failed");
    routing(person, Map.of("carriers", List.of(next)));
    Map<String, Object> named = click();
    named.put("carrier", first);
    String byClick = person.dials(named);

    // Then
    person.awaitStatus(byClick, "failed");
    assertThat(way(person, byClick)).containsExactly(first + " by-click");
    assertThat(jobs(byClick)).containsExactly(first + " REFUSED");
    assertThat(jobs(alone)).containsExactly(first + " REFUSED");
    isHidden(alone, stranger);
    isHidden(byClick, stranger);
  }

  @ParameterizedTest
  @CsvSource({"twilio, telnyx, carla, bia", "telnyx, twilio, bia, carla"})
  @DisplayName("CALL-394 one intent rings nobody twice, whatever a carrier keeps silent about")
  void shouldNotDialElsewhereWhatACarrierTookInSilence(
      String first, String next, String admin, String stranger) {
    // Given
    CallApi person = CallApi.as(admin);
    person.settings(Map.of("carrier", first));
    Simulator.fault("reset-after", first, PATHS.get(first), 4, Map.of());

    // When
    List<String> ids = IntStream.range(0, 4).mapToObj(n -> person.dials(click())).toList();

    // Then
    for (String id : ids) {
      assertThat(person.awaitLeg(id, "agent")).isNotBlank();
      assertThat(person.call(id).<String>path("carrier")).isEqualTo(first);
      await().untilAsserted(() -> assertThat(jobs(id)).containsExactly(first + " DONE"));
      assertThat(Dials.of(Carrier.of(first), id)).as("dialled once").isEqualTo(1);
      assertThat(Dials.of(Carrier.of(next), id)).isZero();
      isHidden(id, stranger);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, CA, carla, aurora", "telnyx, v3:, bia, boreal"})
  @DisplayName(
      "CALL-395 a leg that a carrier has after all is ended, and tells nothing of the call")
  void shouldEndALegThatTheCarrierHasAfterAll(
      Carrier first, String handles, String admin, TenantId tenant) {
    // Given
    CallApi person = CallApi.as(admin);
    String carrier = first.wire();
    person.settings(Map.of("carrier", carrier));
    Simulator.fault("status", carrier, PATHS.get(carrier), 1, Map.of("status", 401));
    String id = person.dials(click());
    String leg = person.awaitLeg(id, "agent");
    assertThat(person.call(id).<String>path("carrier")).isNotEqualTo(carrier);
    String stray = handles + UUID.randomUUID().toString().replace("-", "");

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      new Phones(probe, tenant, first, id, Instant.now())
          .initiated("agent", stray, 0)
          .answered("agent", stray, 1);

      // Then
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts(carrier))
                      .anyMatch(post -> post.contains("alls/" + stray)));
      assertThat(person.awaitLeg(id, "agent")).isEqualTo(leg);
      assertThat(person.status(id)).isEqualTo("dialing");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, telnyx, /Accounts, 20003, carla, bia",
    "telnyx, twilio, /v2/, 10009, bia, carla"
  })
  @DisplayName("CALL-398 calls are kept away from a carrier that fails, until it works again")
  void shouldKeepCallsAwayFromACarrierThatFails(
      String first, String next, String everything, String code, String admin, String stranger) {
    CallApi person = CallApi.as(admin);
    CallApi other = CallApi.as(stranger);
    String name = first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
    try (TopicProbe told = TopicProbe.on(Topics.CALLS);
        TopicProbe alerts = TopicProbe.on(Topics.ALERTS)) {
      // Given
      person.settings(Map.of("carrier", first));
      other.settings(Map.of("carrier", first));
      Simulator.fault("GET", "status", first, everything, 1000, Map.of("status", 503));
      Simulator.fault("status", first, PATHS.get(first), 8, Map.of("status", 401));

      // When
      List<String> moved = IntStream.range(0, 5).mapToObj(n -> person.dials(click())).toList();
      moved.forEach(id -> person.awaitLeg(id, "agent"));
      await("its breaker opens").until(() -> "breaker-open".equals(why(person, first)));
      String passedBy = person.dials(click());

      // Then
      assertThat(way(person, passedBy)).containsExactly(next + " healthier");
      assertThat(jobs(passedBy)).doesNotContain(first + " REFUSED");
      assertThat(estimate(other, Map.of("to", LEAD)).<String>path("carrier")).isEqualTo(first);
      CarrierDegraded degraded = told.await(CarrierDegraded.class, "carrier:" + first);
      assertThat(degraded.failures()).isEqualTo(5);
      assertThat(degraded.code()).isEqualTo(code);
      assertThat(alerts.await(AlertRaised.class, "carrier:" + first).detail()).contains(name);
      Map<String, Object> health = health(person, first);
      assertThat(health).containsEntry("account", "not-asked").containsEntry("numbers", 1);
      assertThat(health.get("breaker").toString()).contains("state=open", "failures=5");
      assertThat(health.get("lastErrors").toString()).contains("code=" + code);
      assertThat(parts(health))
          .containsEntry("account", "unknown")
          .containsEntry("connectivity", "failing dials fail: " + code);
      assertThat(parts(health(other, first)).get("connectivity")).startsWith("failing " + name);
      assertThat(health(other, first).get("breaker").toString()).contains("state=closed");

      // When
      Simulator.noFaults();
      await("the account answers").until(() -> "first".equals(why(person, first)));
      String back = person.dials(click());

      // Then
      person.awaitLeg(back, "agent");
      assertThat(way(person, back)).containsExactly(first + " first");
      assertThat(told.await(CarrierRecovered.class, "carrier:" + first).failures()).isEqualTo(5);
      assertThat(alerts.await(AlertResolved.class, "carrier:" + first).title())
          .isEqualTo("Operadora não completa ligações");
      await()
          .untilAsserted(
              () -> {
                Map<String, Object> now = health(person, first);
                assertThat(now).containsEntry("account", "known");
                assertThat(parts(now)).containsEntry("account", "ok");
                assertThat(now.get("breaker").toString()).contains("state=closed", "failures=0");
                assertThat((Map<String, Integer>) now.get("recent"))
                    .satisfies(recent -> assertThat(recent.get("dials")).isGreaterThan(5))
                    .satisfies(recent -> assertThat(recent.get("refused")).isGreaterThan(4));
              });
    }
  }

  /**
   * How each part is; of what fails the beginning of the reason beside. Since when is always told.
   */
  private static Map<String, String> parts(Map<String, Object> health) {
    Map<String, String> parts = new HashMap<>();
    for (Map<String, String> part : (List<Map<String, String>>) health.get("parts")) {
      assertThat(Instant.parse(part.get("since"))).isBefore(Instant.now().plusSeconds(60));
      String state = part.get("state");
      parts.put(
          part.get("part"),
          state.equals("failing") ? state + " " + part.get("reason").substring(0, 17) : state);
    }
    return parts;
  }

  private static String why(CallApi as, String carrier) {
    return estimate(as, Map.of("to", LEAD))
        .path("candidates.find { it.carrier == '" + carrier + "' }.why");
  }

  private static Map<String, Object> health(CallApi as, String carrier) {
    return as.request()
        .get("/api/carriers/health")
        .then()
        .statusCode(200)
        .header("Link", "</api/messages/senders/health>; rel=\"related\"")
        .extract()
        .path("items.find { it.carrier == '" + carrier + "' && it.enabled }");
  }

  /** Another agent for each: a leg is looked up by its two numbers. */
  private static Map<String, Object> click() {
    Map<String, Object> click = new HashMap<>();
    click.put("to", LEAD);
    String agent = EnteredAgents.of("aurora", "routed-" + UUID.randomUUID());
    click.put("agentId", EnteredAgents.of("boreal", agent));
    return click;
  }

  private static Response estimate(CallApi as, Map<String, ?> body) {
    Response answer = as.request().body(body).post("/api/calls/estimate");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static Response routing(CallApi admin, Map<String, ?> body) {
    return admin.request().body(body).put("/api/settings/routing");
  }

  /** Each way that was tried, with why, as the call keeps it. */
  private static List<String> way(CallApi as, String id) {
    List<Map<String, Object>> ways =
        as.request()
            .get("/api/calls/" + id + "/events")
            .jsonPath()
            .getList("items.findAll { it.type == 'Ordered' && it.detail.route }.detail.route");
    return ways.stream().map(way -> way.get("carrier") + " " + way.get("why")).toList();
  }

  /** Nobody of the other organization sees the call, or what happened to it. */
  private static void isHidden(String id, String stranger) {
    CallApi other = CallApi.as(stranger);
    assertThat(other.call(id).statusCode()).isEqualTo(404);
    assertThat(other.request().get("/api/calls/" + id + "/events").statusCode()).isEqualTo(404);
  }

  private List<String> jobs(String id) {
    Object found =
        calls.value(
            "select string_agg((payload ->> 'carrier') || ' ' || state, ',' order by seq)"
                + " from jobs where subject = ? and kind = 'DIAL'",
            id);
    return found == null ? List.of() : List.of(found.toString().split(","));
  }
}

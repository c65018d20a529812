package dev.ramal.billing.ledger;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class UsageListTest {
  @DisplayName("BILL-63 pages of usage leave nothing out and repeat nothing, newest first")
  @Test
  void shouldPageThroughUsage() {
    // Given
    List<String> calls = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (int i = 0; i < 5; i++) {
        CallEvents call = CallEvents.of(Tenants.AURORA, "2031-10-1" + i + "T15:00:00Z");
        CallEvents other = CallEvents.of(Tenants.BOREAL, "2031-10-1" + i + "T15:00:00Z");
        calls.add(0, call.callId());
        others.add(0, other.callId());
        topics.send(call.ended(0, "mobile", 37));
        topics.send(other.ended(0, "mobile", 37));
      }
    }
    Stream.of(calls, others)
        .flatMap(List::stream)
        .forEach(call -> BillingApi.awaitEntries(call, "lead", 1));

    // When
    List<String> seen = leadsOfOctober("davi");
    List<String> ofOther = leadsOfOctober("fabio");

    // Then
    assertThat(seen).isEqualTo(calls);
    assertThat(ofOther).isEqualTo(others);
  }

  private static List<String> leadsOfOctober(String user) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          BillingApi.get(user, "/api/billing/usage?month=2031-10&limit=3&cursor=" + cursor);
      List<Map<String, Object>> items = page.getList("items");
      items.stream()
          .filter(item -> "lead".equals(item.get("leg")))
          .forEach(item -> seen.add((String) item.get("subjectId")));
      cursor = page.getString("next");
    } while (cursor != null);
    return seen;
  }

  @DisplayName(
      "BILL-447 a call that turns out to have begun before the month did is listed where it began:"
          + " once, in its place and month, in each organization")
  @ParameterizedTest
  @CsvSource({"aurora, davi, 02:58:00", "boreal, fabio, 02:59:30"})
  void shouldListAMovedUsageWhereItStands(String organization, String user, String began) {
    // Given: a call before midnight of São Paulo and two after it, one heard of between these two
    TenantId tenant = TenantId.of(organization);
    CallEvents october = CallEvents.of(tenant, "2032-11-01T02:59:00Z");
    CallEvents november = CallEvents.of(tenant, "2032-11-01T03:00:10Z");
    CallEvents last = CallEvents.of(tenant, "2032-11-01T03:00:20Z");
    CallEvents heardOf = CallEvents.of(tenant, "2032-11-01T03:00:15Z");
    CallEvents moved = heardOf.at("2032-11-01T" + began + "Z");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      Stream.of(october, november, last, heardOf)
          .forEach(call -> topics.send(call.ended(0, "mobile", 37)));
      BillingApi.awaitEntries(heardOf.callId(), "lead", 1);
      topics.send(moved.ended(1, "mobile", 37));
    }
    Stream.of(october, november, last).forEach(c -> BillingApi.awaitEntries(c.callId(), "lead", 1));
    BillingApi.awaitEntries(moved.callId(), "lead", 3);

    // Then
    List<String> all =
        Stream.of(last, november, october, moved)
            .sorted(Comparator.comparing(CallEvents::startedAt).reversed())
            .map(CallEvents::callId)
            .toList();
    for (String filter : List.of("limit=1", "limit=1&subject=call", "limit=1&meter=voice-minute")) {
      String october32 = filter + "&month=2032-10";
      String november32 = filter + "&month=2032-11";
      assertThat(leads(user, november32, november32)).isEqualTo(all.subList(0, 2));
      assertThat(leads(user, october32, october32)).isEqualTo(all.subList(2, 4));
      assertThat(leads(user, november32, filter)).isEqualTo(all);
    }
    assertThat(sums(user, "2032-10")).isEqualTo(List.of(1, 84));
    assertThat(sums(user, "2032-11")).isEqualTo(List.of(3, 84));
    assertThat(BillingApi.usage(user, moved.callId(), "lead"))
        .containsEntry("month", "2032-10")
        .containsEntry("occurredAt", moved.startedAt().toString())
        .containsEntry("billedQuantity", 42)
        .containsEntry("amendments", 2);
  }

  /** How many uses of leads a month's summary counts, and how much is billed. */
  private static List<Integer> sums(String user, String month) {
    JsonPath summary = BillingApi.get(user, "/api/billing/summary?month=" + month);
    return List.of(
        summary.getInt("lines.find { it.leg == 'lead' }.uses"),
        summary.getInt("lines.find { it.leg == 'lead' }.billedQuantity"));
  }

  /** Of four calls with two legs, a page of one by one. */
  private static List<String> leads(String user, String firstPage, String otherPages) {
    List<String> leads = new ArrayList<>();
    String question = firstPage;
    for (int read = 0; read < 8 && question != null; read++) {
      JsonPath page = BillingApi.get(user, "/api/billing/usage?" + question);
      if ("lead".equals(page.getString("items[0].leg"))) {
        leads.add(page.getString("items[0].subjectId"));
      }
      String next = page.getString("next");
      question = next == null ? null : otherPages + "&cursor=" + next;
    }
    return leads;
  }

  @DisplayName("BILL-64 the explanation is computed again from the stored tariff and agrees")
  @Test
  void shouldExplainAndProve() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-11-10T15:00:00Z");
    CallEvents other = call.inAnother(Tenants.BOREAL);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
      topics.send(call.ended(1, "mobile", 61));
      topics.send(other.ended(0, "mobile", 30));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 3);
    Object id = BillingApi.usage("davi", call.callId(), "lead").get("id");

    // When
    JsonPath explained = BillingApi.get("davi", "/api/billing/usage/" + id + "/explain");

    // Then
    assertThat(explained.getList("steps", String.class))
        .anyMatch(step -> step.contains("Cobrança 30/6"));
    assertThat(explained.getList("causation")).hasSize(2);
    assertThat(explained.getInt("increments.minimum")).isEqualTo(30);
    assertThat(explained.getInt("billedQuantity")).isEqualTo(66);
    assertThat(explained.getBoolean("recomputed.matches")).isTrue();
    assertThat(amount(explained.getMap("recomputed.price"))).isEqualByComparingTo("0.33");
    assertThat(BillingApi.get("davi", "/api/billing/usage/" + id).getList("lines.kind"))
        .isEqualTo(List.of("usage", "correction"));
    BillingApi.as("fabio").get("/api/billing/usage/" + id + "/explain").then().statusCode(404);
    JsonPath ofOther = explained("fabio", other);
    assertThat(ofOther.getInt("billedQuantity")).isEqualTo(30);
    assertThat(ofOther.getList("causation")).hasSize(1);
    assertThat(ofOther.getBoolean("recomputed.matches")).isTrue();
  }

  @DisplayName("BILL-367 of a price or quantity that was changed the explanation does not agree")
  @Test
  void shouldNotProveWhatWasChanged() {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-11-11T15:00:00Z");
    CallEvents other = CallEvents.of(Tenants.BOREAL, "2031-11-11T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
      topics.send(other.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    BillingApi.awaitEntries(other.callId(), "lead", 1);

    // When
    behindTheTriggers("price = price + 0.000001", call);
    JsonPath price = explained("davi", call);
    behindTheTriggers("price = price - 0.000001, billed_quantity = billed_quantity - 6", call);
    JsonPath quantity = explained("davi", call);
    behindTheTriggers("billed_quantity = billed_quantity + 6", call);

    // Then
    assertThat(price.getBoolean("recomputed.matches")).isFalse();
    assertThat(amount(price.getMap("price"))).isEqualByComparingTo("0.210001");
    assertThat(amount(price.getMap("recomputed.price"))).isEqualByComparingTo("0.21");
    assertThat(quantity.getBoolean("recomputed.matches")).isFalse();
    assertThat(quantity.getInt("billedQuantity")).isEqualTo(36);
    assertThat(quantity.getInt("recomputed.billedQuantity")).isEqualTo(42);
    assertThat(explained("davi", call).getBoolean("recomputed.matches")).isTrue();
    assertThat(explained("fabio", other).getBoolean("recomputed.matches")).isTrue();
  }

  @DisplayName(
      "BILL-386 each entry names rule, prefix, callback, basis of its cost and margin, and is"
          + " computed again")
  @Test
  void shouldExplainEachEntry() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2036-08-10T15:00:00Z");
    BillingApi.publish(Tenants.BOREAL, saoPaulo(call)).then().statusCode(201);
    Event<?> ended = call.ended(0, "mobile", 37);
    Event<?> asked = withoutCausation(call.costed("0.013", "USD"));
    CallEvents other = CallEvents.of(Tenants.AURORA, "2036-08-10T15:00:00Z");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(ended);
      topics.send(other.ended(0, "mobile", 37));
      BillingApi.awaitEntries(call.callId(), "lead", 1);
      topics.send(asked);
    }
    BillingApi.awaitEntries(other.callId(), "lead", 1);
    BillingApi.awaitEntries(call.callId(), "lead", 2);
    BillingApi.awaitSealed(call.callId());
    JsonPath why = explained("fabio", call);
    behindTheTriggers("cost = cost + 0.000001", call);
    JsonPath changed = explained("fabio", call);
    behindTheTriggers("cost = cost - 0.000001", call);

    // Then
    assertThat(why.getString("lines[0].rule.prefix")).isEqualTo("+5511");
    assertThat(why.getString("lines[0].rule.id")).isEqualTo("sao-paulo");
    assertThat(why.getList("steps", String.class)).anyMatch(s -> s.contains("prefixo +5511"));
    assertThat(why.getMap("lines[0].origin"))
        .isEqualTo(
            Map.of(
                "cause",
                "event",
                "event",
                ended.id(),
                "callback",
                "cause-" + call.callId(),
                "carrierReference",
                "CA-lead-" + call.callId()));
    assertThat(why.getString("lines[1].origin.cause")).isEqualTo("inquiry");
    assertThat(why.getString("lines[1].origin.event")).isEqualTo(asked.id());
    assertThat(why.getList("lines.costBasis")).isEqualTo(List.of("estimate", "carrier"));
    assertThat(amount(why.getMap("lines[0].carrierPrice"))).isEqualByComparingTo("0.014");
    assertThat(amount(why.getMap("lines[0].cost"))).isEqualByComparingTo("0.0812");
    assertThat(amount(why.getMap("lines[0].margin"))).isEqualByComparingTo("0.1288");
    assertThat(why.getString("lines[1].exchangeRate.brl")).isEqualTo("5.8");
    assertThat(why.getString("lines[1].exchangeRate.from")).isNotBlank();
    assertThat(amount(why.getMap("margin"))).isEqualByComparingTo("0.1346");
    assertThat(why.getString("recomputed.costBasis")).isEqualTo("carrier");
    assertThat(amount(why.getMap("recomputed.cost"))).isEqualByComparingTo("0.0754");
    assertThat(why.getBoolean("recomputed.matches")).isTrue();
    assertThat(changed.getBoolean("recomputed.matches")).isFalse();
    assertThat(changed.getBoolean("recomputed.priceMatches")).isTrue();
    assertThat(changed.getList("lines.recomputed.matches")).isEqualTo(List.of(false, false));
    assertThat(explained("fabio", call).getBoolean("recomputed.matches")).isTrue();
    JsonPath ofOther = explained("davi", other);
    assertThat(ofOther.getString("lines[0].rule.id")).isEqualTo("saida-celular");
    assertThat(ofOther.getList("lines.costBasis")).isEqualTo(List.of("estimate"));
    assertThat(ofOther.getBoolean("recomputed.matches")).isTrue();
    JsonPath usage = BillingApi.get("fabio", "/api/billing/usage/" + why.getString("id"));
    assertThat(amount(usage.getMap("margin"))).isEqualByComparingTo("0.1346");
    assertThat(usage.getString("lines[0].callback")).isEqualTo("cause-" + call.callId());
  }

  private static Map<String, Object> saoPaulo(CallEvents call) {
    return Map.of(
        "version",
        "prefixo-" + call.callId(),
        "validFrom",
        "2036-08-01T03:00:00Z",
        "validTo",
        "2036-09-01T03:00:00Z",
        "source",
        "teste",
        "rules",
        List.of(
            Map.of(
                "id",
                "sao-paulo",
                "meter",
                "voice-minute",
                "leg",
                "lead",
                "prefix",
                "+5511",
                "increments",
                Map.of("minimum", 30, "increment", 6),
                "cost",
                Map.of("perUnit", "0.02", "currency", "USD"),
                "price",
                Map.of("perUnit", "0.30"))));
  }

  private static Event<?> withoutCausation(Event<CallCosted> event) {
    return new Event<>(
        event.id(),
        event.source(),
        event.subject(),
        event.time(),
        event.tenant(),
        null,
        event.topic(),
        event.key(),
        event.data());
  }

  private static JsonPath explained(String user, CallEvents call) {
    Object id = BillingApi.usage(user, call.callId(), "lead").get("id");
    return BillingApi.get(user, "/api/billing/usage/" + id + "/explain");
  }

  /** As whoever owns the database can. */
  private static void behindTheTriggers(String change, CallEvents call) {
    BillingApi.DATABASE.execute(
        "set session_replication_role = replica; update ledger_entries set %s where subject_id = '%s' and leg = 'lead'; reset session_replication_role"
            .formatted(change, call.callId()));
  }

  @DisplayName("BILL-65 a wrong parameter is answered with a problem that names it")
  @ParameterizedTest
  @CsvSource({
    "/usage?month=2031-13, month",
    "/usage?subject=fax,   subject",
    "/usage?meter=inch,    meter",
    "/usage?limit=0,       limit",
    "/usage?cursor=x,      cursor",
    // a time and no UUID; a year that no database knows
    "/usage?cursor=MjAzMS0wMS0wMVQwMDowMDowMFp8YWJj, cursor",
    "/usage?cursor=KzEwMDAwMC0wMS0wMVQwMDowMDowMFp8MDE5NmEwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw,"
        + " cursor",
    "/unrateable?cursor=MjAzMS0wMS0wMVQwMDowMDowMFp8YWJj, cursor",
    "/tariffs?cursor=MjAzMS0wMS0wMVQwMDowMDowMFp8YWJj, cursor",
    "/summary?month=june,  month",
    "/plan?month=june,     month",
    "/summary?month=1999-01, month",
    "/usage?month=9999-12, month",
    "/plan?month=0000-01,  month",
    "/exports?month=2023-12, month",
    "/journal?month=, month",
    "/journal?month, month",
    "/journal?month=2031-01&month=2031-02, month",
    "/journal?month=2026-13, month",
    "/margin?by=agent&month=2026-13, month",
    "/savings?month=2026-13, month",
    "/conditions?month=2026-13, month",
    "/invoices?month=2026-13, month",
    "/budgets?month=2026-13, month",
    "/monthly-exports?month=2026-13, month",
    "/reconciliations?month=2026-13, month",
    "/ledger/integrity?month=2026-13, month",
    "/usage?subject=, subject",
    "/exports?limit=5&limit=6, limit",
    "/usage?cursor=&cursor=, cursor"
  })
  void shouldNameTheWrongParameter(String path, String field) {
    // Given
    String url = "/api/billing" + path;

    // When
    var answer = BillingApi.as("carla").get(url);

    // Then
    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field));
  }

  @DisplayName("BILL-66 a tariff that cannot be used is refused and says which rule")
  @Test
  void shouldRefuseABadTariff() {
    // Given
    Map<String, Object> rule =
        Map.of(
            "id",
            "r",
            "meter",
            "voice-minute",
            "cost",
            Map.of("perUnit", "1"),
            "price",
            Map.of("perUnit", "1", "currency", "USD"));
    Map<String, Object> tariff =
        Map.of(
            "version",
            "ruim",
            "validFrom",
            "2031-01-01T03:00:00Z",
            "source",
            "x",
            "rules",
            List.of(rule));

    // When
    var answer = BillingApi.publish(Tenants.AURORA, tariff);

    // Then
    answer
        .then()
        .statusCode(422)
        .body("code", equalTo("BILLING-0007"))
        .body("errors[0].field", equalTo("rules[0]"));
    BillingApi.post("davi", "/api/billing/exports", Map.of("month", "x")).then().statusCode(400);
    BillingApi.post("davi", "/api/billing/exports", Map.of("month", "2031-01", "format", "pdf"))
        .then()
        .statusCode(400);
    BillingApi.as("davi").get("/api/billing/usage/abc").then().statusCode(404);
  }
}

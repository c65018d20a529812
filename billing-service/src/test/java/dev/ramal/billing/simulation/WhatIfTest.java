package dev.ramal.billing.simulation;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.testkit.Tenants;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class WhatIfTest {
  private static final String MONTH = "2036-02";
  private static final int CALLS = 3_000;

  /** Of one organization in one month; every fifth call's cost was named by its carrier. */
  private static final String CALLS_OF_MONTH =
      """
      insert into ledger_entries
        (id, tenant, usage_id, number, kind, revision, month, subject, subject_id, leg, meter,
         carrier, direction, destination_class, party, agent_id, agent_name, campaign_id,
         used_quantity, occurred_at, quantity, billed_quantity, cost, price, explanation, causation,
         recorded_at)
      select gen_random_uuid(), 'aurora', md5('what-if-' || i)::uuid, n, k, 0, '2036-02', 'call',
        'what-if-' || i, 'lead', 'voice-minute', (array['twilio', 'telnyx', 'twilio'])[1 + i % 3],
        'outbound', (array['mobile', 'landline'])[1 + i % 2], '+5511987654321',
        case when i % 7 > 0 then 'agent-' || i % 7 end,
        case when i % 7 > 0 then 'Agent ' || i % 7 end,
        case when i % 4 > 0 then 'campaign-' || i % 4 end,
        10 + i % 200, timestamptz '2036-02-03 12:00:00Z' + i * interval '61 seconds',
        case n when 1 then 10 + i % 200 else 0 end,
        case n when 1 then 6 * (5 + i % 34) else 0 end,
        case n when 1 then (i % 97) * 0.00113 else 0.01 end,
        case n when 1 then (i % 91) * 0.00337 else 0 end, 'x', 'x', now()
      from generate_series(1, CALLS) i
      cross join (values (1, 'usage'), (2, 'real-cost')) as e (n, k)
      where n = 1 or i % 5 = 0
      """
          .replace("CALLS", "" + CALLS);

  private static boolean filled;

  @BeforeEach
  void fill() {
    if (!filled) {
      DATABASE.execute(CALLS_OF_MONTH);
      filled = true;
    }
  }

  @DisplayName(
      "BILL-281 by another carrier each call costs what its tariff says; nothing is written")
  @Test
  void shouldSimulateAnotherCarrier() {
    // Given
    long entries = DATABASE.count("ledger_entries where month = ?", MONTH);
    long told = DATABASE.count("outbox where tenant = 'aurora'");
    JsonPath summary = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);

    // When
    JsonPath simulated = simulated(Map.of("month", MONTH, "carrier", "telnyx"));

    // Then
    assertThat(simulated.getLong("uses")).isEqualTo(CALLS);
    assertThat(simulated.getLong("rerated")).isEqualTo(CALLS * 2L / 3);
    assertThat(amount(simulated.getMap("before.total")))
        .isEqualByComparingTo(amount(summary.getMap("total")));
    assertThat(amount(simulated.getMap("before.cost")))
        .isEqualByComparingTo(amount(summary.getMap("cost")));
    for (String of : List.of("mobile, 0.075", "landline, 0.03")) {
      String[] parts = of.split(", ");
      BigDecimal expected =
          (BigDecimal)
              DATABASE.value(
                  """
                  select round(sum(case when carrier = 'telnyx' then cost when number = 1
                    then round(used_quantity * cast(? as numeric) / 60, 6) else 0 end), 2)
                  from ledger_entries where month = ? and destination_class = ?
                  """,
                  parts[1],
                  MONTH,
                  parts[0]);
      String line = "lines.find { it.destinationClass == '" + parts[0] + "' }.";
      assertThat(amount(simulated.getMap(line + "after.cost"))).isEqualByComparingTo(expected);
      assertThat(amount(simulated.getMap(line + "costDifference")))
          .isEqualByComparingTo(expected.subtract(amount(simulated.getMap(line + "before.cost"))));
    }
    assertThat(DATABASE.count("ledger_entries where month = ?", MONTH)).isEqualTo(entries);
    assertThat(DATABASE.count("outbox where tenant = 'aurora'")).isEqualTo(told);
    JsonPath ofAnother =
        BillingApi.as("fabio")
            .body(Map.of("month", MONTH, "carrier", "telnyx"))
            .post("/api/billing/simulations")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(ofAnother.getLong("uses")).isZero();
  }

  @DisplayName("BILL-281 a month under a plan comes to what it comes to once the plan is chosen")
  @Test
  void shouldSimulateAPlan() {
    // Given
    Map<String, String> plan = Map.of("month", MONTH, "plan", "profissional");
    Map<String, String> none = Map.of("month", MONTH, "plan", "consumption");

    // When
    JsonPath simulated = simulated(plan);

    // Then
    JsonPath before = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);
    BillingApi.as("davi")
        .body(Map.of("plan", "profissional", "fromMonth", MONTH))
        .put("/api/billing/plan")
        .then()
        .statusCode(200);
    JsonPath after = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);
    JsonPath ofAnother = simulated("fabio", none);
    assertThat(ofAnother.getLong("uses")).isZero();
    assertThat(amount(ofAnother.getMap("after.total"))).as("its own, without a plan").isZero();
    assertThat(amount(simulated("fabio", plan).getMap("after.total")))
        .as("the fee alone")
        .isEqualByComparingTo("399");
    assertThat(amount(simulated.getMap("after.total")))
        .isEqualByComparingTo(amount(after.getMap("total")))
        .isNotEqualByComparingTo(amount(before.getMap("total")));
    assertThat(simulated.getString("after.plan")).isEqualTo("profissional");
    assertThat(simulated.getLong("rerated")).isZero();
    assertThat(amount(simulated(none).getMap("after.total")))
        .isEqualByComparingTo(amount(before.getMap("total")));
    Map<String, Object> consumption = new HashMap<>();
    consumption.put("plan", null);
    consumption.put("fromMonth", MONTH);
    BillingApi.as("davi").body(consumption).put("/api/billing/plan").then().statusCode(200);
  }

  @DisplayName("BILL-281 a draft is tried as a version is, and only where it has a rule")
  @Test
  void shouldSimulateATariff() {
    // Given
    Map<String, Object> rule =
        Map.of(
            "id",
            "celular",
            "meter",
            "voice-minute",
            "destinationClass",
            "mobile",
            "increments",
            Map.of("minimum", 60, "increment", 60),
            "cost",
            Map.of("perUnit", "0.10"),
            "price",
            Map.of("perUnit", "0.50"));
    Map<String, Object> draft =
        Map.of(
            "version", "rascunho",
            "validFrom", "2040-01-01T00:00:00Z",
            "source", "proposta",
            "rules", List.of(rule));

    // When
    JsonPath simulated = simulated(Map.of("month", MONTH, "draft", draft));

    // Then
    BigDecimal minutes =
        new BigDecimal(
            DATABASE
                .value(
                    "select sum(ceil(used_quantity / 60.0)) from ledger_entries"
                        + " where month = ? and destination_class = 'mobile' and number = 1",
                    MONTH)
                .toString());
    String mobile = "lines.find { it.destinationClass == 'mobile' }.";
    assertThat(amount(simulated.getMap(mobile + "after.price")))
        .isEqualByComparingTo(minutes.multiply(new BigDecimal("0.5")));
    String landline = "lines.find { it.destinationClass == 'landline' }.";
    assertThat(amount(simulated.getMap(landline + "priceDifference"))).isZero();
    assertThat(simulated.getLong("rerated")).isEqualTo(CALLS / 2);
    JsonPath ofAnother = simulated("fabio", Map.of("month", MONTH, "draft", draft));
    assertThat(ofAnother.getLong("uses")).isZero();
    assertThat(ofAnother.getList("lines")).isEmpty();
    JsonPath dollars = simulated(Map.of("month", MONTH, "tariff", "referencia-usd-2024.1"));
    assertThat(dollars.getString("tariff")).isEqualTo("referencia-usd-2024.1");
    assertThat(dollars.getLong("rerated")).isPositive();
  }

  @DisplayName("BILL-285 what cannot be simulated is refused, and why")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"month\": \"2036-02\"} | 400 | BILLING-0055 | tariff",
        "{\"month\": \"2036-02\", \"carrier\": \"nobody\"} | 400 | BILLING-0055 | carrier",
        "{\"month\": \"2036-02\", \"tariff\": \"none\"} | 422 | BILLING-0056 | tariff",
        "{\"month\": \"2036-02\", \"plan\": \"none\"} | 422 | BILLING-0004 | plan",
        "{\"month\": \"1999-02\", \"plan\": \"essencial\"} | 400 | BILLING-0016 | month",
        "{\"month\": \"2036-02\", \"carier\": \"telnyx\"} | 400 | RAMAL-0400 | carier"
      })
  void shouldRefuse(String body, int status, String code, String field) {
    // When
    var answer = BillingApi.as("davi").body(body).post("/api/billing/simulations");

    // Then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.path("code").toString()).isEqualTo(code);
    assertThat(answer.path("errors[0].field").toString()).isEqualTo(field);
  }

  @DisplayName("BILL-425 a simulation knows the tariffs of its organization and of no other")
  @Test
  void shouldKnowNoTariffOfAnother() {
    // Given
    BillingApi.publish(
            Tenants.BOREAL,
            """
            {"version": "so-da-boreal", "validFrom": "2070-01-01T03:00:00Z", "source": "teste",
             "rules": [{"id": "celular", "meter": "voice-minute", "destinationClass": "mobile",
               "increments": {"minimum": 60, "increment": 60},
               "cost": {"perUnit": "0.10"}, "price": {"perUnit": "0.50"}}]}\
            """)
        .then()
        .statusCode(201);
    Map<String, String> wish = Map.of("month", MONTH, "tariff", "so-da-boreal");

    // When
    var own = BillingApi.post("fabio", "/api/billing/simulations", wish);
    var foreign = BillingApi.post("davi", "/api/billing/simulations", wish);

    // Then
    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(foreign.statusCode()).isEqualTo(422);
    assertThat(foreign.path("code").toString()).isEqualTo("BILLING-0056");
  }

  @DisplayName("BILL-282 savings are what the ledger has against what the other carrier would cost")
  @Test
  void shouldCompareCarriers() {
    // When
    JsonPath savings = BillingApi.get("davi", "/api/billing/savings?month=" + MONTH);

    // Then
    Map<String, Object> sums =
        DATABASE
            .rows(
                """
                select sum(cost) filter (where carrier = 'telnyx') as carried,
                  sum(cost) filter (where carrier = 'twilio') as left,
                  sum(round(ceil(used_quantity / 60.0) * rate * 2, 6))
                    filter (where carrier = 'telnyx' and number = 1) as dearer,
                  sum(round(used_quantity * rate / 60, 6))
                    filter (where carrier = 'twilio' and number = 1) as cheaper
                from (select *, case destination_class when 'mobile' then 0.075 else 0.03 end as rate
                  from ledger_entries where month = ?) e
                """,
                MONTH)
            .get(0);
    assertThat(savings.getLong("sums.carried.uses")).isEqualTo(CALLS / 3);
    assertThat(amount(savings.getMap("sums.carried.cost")))
        .isEqualByComparingTo((BigDecimal) sums.get("carried"));
    assertThat(amount(savings.getMap("sums.carried.wouldHaveCost")))
        .isEqualByComparingTo((BigDecimal) sums.get("dearer"));
    assertThat(amount(savings.getMap("sums.left.cost")))
        .isEqualByComparingTo((BigDecimal) sums.get("left"));
    assertThat(amount(savings.getMap("sums.left.wouldCost")))
        .isEqualByComparingTo((BigDecimal) sums.get("cheaper"));
    assertThat(amount(savings.getMap("sums.carried.saved")))
        .isEqualByComparingTo(
            ((BigDecimal) sums.get("dearer")).subtract((BigDecimal) sums.get("carried")));
    assertThat(savings.getList("lines")).hasSize(2);
    JsonPath other =
        BillingApi.get("davi", "/api/billing/savings?month=2036-02&of=twilio&against=telnyx");
    assertThat(amount(other.getMap("sums.carried.saved")))
        .isEqualByComparingTo(amount(savings.getMap("sums.left.couldSave")).negate());
    assertThat(
            BillingApi.get("fabio", "/api/billing/savings?month=" + MONTH)
                .getLong("sums.left.uses"))
        .isZero();
    BillingApi.as("davi")
        .get("/api/billing/savings?of=twilio&against=twilio")
        .then()
        .statusCode(400);
  }

  @DisplayName("BILL-283 margins are sums of the ledger, by whatever they are asked")
  @ParameterizedTest
  @CsvSource({
    "organization, ''",
    "agent, agent_id",
    "campaign, campaign_id",
    "carrier, carrier",
    "meter, meter"
  })
  void shouldEqualTheLedger(String by, String column) {
    // Given
    String key = column.isEmpty() ? "null::text" : column;

    // When
    List<Map<String, Object>> items = new ArrayList<>();
    JsonPath page = null;
    for (String cursor = ""; cursor != null; cursor = page.getString("next")) {
      page =
          BillingApi.get(
              "davi",
              "/api/billing/margin?limit=3&month=2036-02&by="
                  + by
                  + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      items.addAll(page.getList("items"));
    }

    // Then
    List<Map<String, Object>> rows =
        DATABASE.rows(
            "select "
                + key
                + " as key, count(*) filter (where number = 1) as uses, sum(price) as price,"
                + " sum(cost) as cost from ledger_entries where tenant = 'aurora' and month = ?"
                + " group by 1 order by coalesce("
                + key
                + ", '')",
            MONTH);
    assertThat(items).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Map<?, ?> earned = (Map<?, ?>) items.get(i).get("earned");
      assertThat(items.get(i).get("key")).isEqualTo(rows.get(i).get("key"));
      assertThat(((Number) earned.get("uses")).longValue())
          .isEqualTo(((Number) rows.get(i).get("uses")).longValue());
      BigDecimal price = (BigDecimal) rows.get(i).get("price");
      BigDecimal cost = (BigDecimal) rows.get(i).get("cost");
      assertThat(amount(earned.get("listPrice"))).isEqualByComparingTo(price);
      assertThat(amount(earned.get("cost"))).isEqualByComparingTo(cost);
      assertThat(amount(earned.get("margin"))).isEqualByComparingTo(price.subtract(cost));
    }
    JsonPath summary = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);
    assertThat(amount(page.getMap("due.margin")))
        .isEqualByComparingTo(amount(summary.getMap("margin")));
    assertThat(
            BillingApi.get("fabio", "/api/billing/margin?month=2036-02&by=" + by).getList("items"))
        .isEmpty();
  }

  @DisplayName("BILL-423 under a plan what is earned with all agents or campaigns is the month")
  @ParameterizedTest
  @ValueSource(strings = {"organization", "agent", "campaign", "carrier", "meter"})
  void shouldEarnWhatIsPaid(String by) {
    // Given
    Map<String, Object> plan = new HashMap<>(Map.of("plan", "essencial", "fromMonth", MONTH));
    BillingApi.as("davi").body(plan).put("/api/billing/plan").then().statusCode(200);

    // When
    JsonPath margin =
        BillingApi.get("davi", "/api/billing/margin?limit=200&month=" + MONTH + "&by=" + by);

    // Then
    JsonPath summary = BillingApi.get("davi", "/api/billing/summary?month=" + MONTH);
    JsonPath ofBoreal = BillingApi.get("fabio", "/api/billing/margin?month=" + MONTH);
    plan.put("plan", null);
    BillingApi.as("davi").body(plan).put("/api/billing/plan").then().statusCode(200);
    BigDecimal revenue = amount(margin.getMap("total.revenue"));
    assertThat(revenue).isNotEqualByComparingTo(amount(margin.getMap("total.listPrice")));
    assertThat(revenue.add(amount(margin.getMap("due.rounding"))))
        .isEqualByComparingTo(amount(summary.getMap("total")));
    List<Map<String, Object>> items = margin.getList("items.earned");
    assertThat(items.stream().map(item -> amount(item.get("revenue"))).reduce(BigDecimal::add))
        .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo(revenue));
    assertThat(items)
        .allSatisfy(
            item ->
                assertThat(amount(item.get("margin")))
                    .isEqualByComparingTo(
                        amount(item.get("revenue")).subtract(amount(item.get("cost")))));
    assertThat(amount(ofBoreal.getMap("total.revenue"))).isZero();
  }

  private static JsonPath simulated(Map<String, ?> wish) {
    return simulated("davi", wish);
  }

  private static JsonPath simulated(String user, Map<String, ?> wish) {
    return BillingApi.as(user)
        .body(wish)
        .post("/api/billing/simulations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}

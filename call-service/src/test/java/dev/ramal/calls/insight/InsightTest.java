package dev.ramal.calls.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.ManyCalls;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallCostState;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class InsightTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Long ago: nothing but this test has calls there, and no timer keeps those days. */
  private static final LocalDate FIRST = LocalDate.of(2025, 3, 10);

  private static final Instant BEGIN = InsightDays.begin(FIRST);
  private static final Instant END = InsightDays.end(FIRST.plusDays(2));

  private static final String CALLS =
      """
      insert into calls (tenant, id, status, direction, agent_id, campaign_id, from_number,
        to_number, carrier, record, requested_at, ended_at, ring_seconds, talk_seconds,
        cost_amount, cost_currency, destination_class, revision, news_at, checked_at, version)
      select ?, 'insight-' || n, status,
        case when n % 5 = 0 then 'INBOUND' else 'OUTBOUND' end,
        case when n % 11 > 0 then 'seller-' || n % 7 end,
        case when n % 3 = 0 then 'campaign-' || n % 4 end,
        case when n % 5 = 0 then '+5521987650001' else '+551130001000' end,
        (array['+5511987654321', '+554133334444', '+558001234567', '+12125550123'])[1 + n % 4],
        case when n % 2 = 0 then 'TWILIO' else 'TELNYX' end, false, at,
        case when status <> 'IN_PROGRESS' then at + interval '1 minute' end,
        case when status <> 'CANCELED' then n % 30 end,
        case when status = 'COMPLETED' then n % 97 else 0 end,
        case when status = 'COMPLETED' and n % 2 = 0 then 0.01 * (n % 13) end,
        case when status = 'COMPLETED' and n % 2 = 0 then
          case when n % 4 = 0 then 'BRL' else 'USD' end end,
        'mobile', 0, at, at, 0
      from (select n, cast(? as timestamptz) + n * interval '431 seconds' as at,
          (array['COMPLETED', 'COMPLETED', 'NO_ANSWER', 'BUSY', 'CANCELED', 'IN_PROGRESS'])
            [1 + n % 6] as status
        from generate_series(0, ?) n) rows
      on conflict do nothing
      """;

  /** As a person would ask Postgres. */
  private static final String COUNTED =
      """
      select count(*) || ' ' || count(*) filter (where status = 'COMPLETED') || ' '
        || sum(case when status = 'COMPLETED' then talk_seconds else 0 end) || ' '
        || count(*) filter (where status = 'COMPLETED' and talk_seconds <= 6) || ' '
        || coalesce(sum(cost_amount) filter (where cost_currency = 'BRL'), 0)
      from calls where tenant = ? and ended_at is not null
        and requested_at >= cast(? as timestamptz) and requested_at < cast(? as timestamptz)
        and %s
      """;

  /**
   * The same of what follows from the sums. A call that rang nowhere has no time of ringing, and of
   * one that nobody answered nobody has talked.
   */
  private static final String MEANS =
      """
      select coalesce(trim_scale(round(avg((status = 'COMPLETED')::int), 4))::text, '-')
        || ' ' || coalesce(trim_scale(round(avg(ring_seconds) filter (where ring_seconds > 0), 1))
          ::text, '-')
        || ' ' || coalesce(trim_scale(round(avg(talk_seconds) filter (where status = 'COMPLETED'),
          1))::text, '-')
        || ' ' || coalesce(trim_scale(round(avg((talk_seconds <= 6)::int)
          filter (where status = 'COMPLETED'), 4))::text, '-')
      from calls where tenant = ? and ended_at is not null
        and requested_at >= cast(? as timestamptz) and requested_at < cast(? as timestamptz)
        and %s
      """;

  @Inject InsightRepository insight;
  @Inject KeepDays keepDays;
  @Inject ReadTeam readTeam;
  @Inject SqlTransactions transactions;

  private final Postgres calls = Postgres.database("calls");
  private final CallApi carla = CallApi.as("carla");
  private final CallApi bia = CallApi.as("bia");

  /** No carrier has ever heard of them: whoever asks about calls that are under way must not. */
  @AfterAll
  static void forget() {
    Postgres.database("calls")
        .execute("delete from calls where tenant in ('aurora', 'boreal') and id like 'insight-%'");
  }

  @BeforeEach
  void fill() {
    calls.execute(CALLS, "aurora", BEGIN.toString(), 590);
    calls.execute(CALLS, "boreal", BEGIN.toString(), 233);
    calls.execute("delete from insight_kept where day < '2025-04-01'");
  }

  @Test
  @DisplayName("CALL-400 figures are those of the calls, to the unit, kept or not")
  void shouldTellWhatTheCallsAmountTo() {
    for (CallApi admin : List.of(carla, bia)) {
      TenantId tenant = admin == carla ? Tenants.AURORA : Tenants.BOREAL;

      // When
      List<Response> before = all(admin);
      for (int day = 0; day < 3; day++) {
        keep(tenant, FIRST.plusDays(day));
      }
      List<Response> kept = all(admin);

      // Then
      assertThat(kept)
          .extracting(Response::asString)
          .containsExactlyElementsOf(before.stream().map(Response::asString).toList());
      for (Response answer : kept) {
        assertThat(told(answer.path("total"))).isEqualTo(counted(tenant, "true"));
      }
      assertThat(item(kept.get(0), "seller-3")).isEqualTo(counted(tenant, "agent_id = 'seller-3'"));
      assertThat(item(kept.get(1), "campaign-2"))
          .isEqualTo(counted(tenant, "campaign_id = 'campaign-2'"));
      assertThat(item(kept.get(2), "09"))
          .as("hours of Brasília")
          .isEqualTo(counted(tenant, "extract(hour from requested_at at time zone 'utc') = 12"));
      assertThat(item(kept.get(3), "telnyx")).isEqualTo(counted(tenant, "carrier = 'TELNYX'"));
      assertThat(item(kept.get(4), "41"))
          .isEqualTo(counted(tenant, "direction = 'OUTBOUND' and to_number like '+5541%%'"));
      assertThat(item(kept.get(4), "21")).isEqualTo(counted(tenant, "direction = 'INBOUND'"));
      assertThat(item(kept.get(5), "no-answer")).isEqualTo(counted(tenant, "status = 'NO_ANSWER'"));
      assertThat(kept.get(2).<String>path("timeZone")).isEqualTo("America/Sao_Paulo");
      assertThat(
              calls.count("insight_kept where day < '2025-04-01' and tenant = ?", tenant.value()))
          .isEqualTo(3);
    }
  }

  @Test
  @DisplayName("CALL-816 means and shares are the calls' own, to the last digit, kept or not")
  void shouldTellMeansAsPostgresDoes() {
    for (CallApi admin : List.of(carla, bia)) {
      TenantId tenant = admin == carla ? Tenants.AURORA : Tenants.BOREAL;

      // When
      List<Response> before = all(admin);
      for (int day = 0; day < 3; day++) {
        keep(tenant, FIRST.plusDays(day));
      }
      List<Response> kept = all(admin);

      // Then
      for (List<Response> answers : List.of(before, kept)) {
        for (Response answer : answers) {
          assertThat(means(answer.path("total"))).isEqualTo(means(tenant, "true"));
        }
        assertThat(means(figures(answers.get(0), "seller-3")))
            .isEqualTo(means(tenant, "agent_id = 'seller-3'"));
        assertThat(means(figures(answers.get(1), "campaign-2")))
            .isEqualTo(means(tenant, "campaign_id = 'campaign-2'"));
        assertThat(means(figures(answers.get(3), "telnyx")))
            .isEqualTo(means(tenant, "carrier = 'TELNYX'"));
        assertThat(means(figures(answers.get(5), "no-answer")))
            .as("nobody talked: 0 of them, and no mean")
            .isEqualTo(means(tenant, "status = 'NO_ANSWER'"));
      }
    }
  }

  /** As a person would ask Postgres; nothing is divided by none. */
  private String means(TenantId tenant, String which) {
    return calls
        .value(MEANS.formatted(which), tenant.value(), BEGIN.toString(), END.toString())
        .toString();
  }

  private static String means(Map<String, Object> figures) {
    return Stream.of("connectionRate", "meanRingSeconds", "meanTalkSeconds", "shortCallShare")
        .map(name -> plain(figures.get(name)))
        .collect(Collectors.joining(" "));
  }

  private static String plain(Object told) {
    return told == null
        ? "-"
        : new BigDecimal(told.toString()).stripTrailingZeros().toPlainString();
  }

  private static Map<String, Object> figures(Response answer, String value) {
    return answer.path("items.find { it.value == '" + value + "' }.figures");
  }

  @Test
  @DisplayName(
      "CALL-803 what billing says of calls is summed as they are, kept or not, by who asks")
  void shouldSumWhatBillingSaysOfCalls() {
    // Given
    calls.execute("delete from call_costs where call_id like 'insight-%'");
    calls.execute(
        """
        insert into call_costs (tenant, call_id, version, state, cost, price, lines,
          estimated_lines, open_lines, changed_at)
        select tenant, id, 1, 'estimated', 0.0001 * length(id) + talk_seconds * 0.000013,
          talk_seconds * 0.0101, 2, 1, 0, now()
        from calls where id like 'insight-%' and status = 'COMPLETED'
        """);
    for (CallApi admin : List.of(carla, bia)) {
      TenantId tenant = admin == carla ? Tenants.AURORA : Tenants.BOREAL;

      // When
      List<Response> before = all(admin);
      for (int day = 0; day < 3; day++) {
        keep(tenant, FIRST.plusDays(day));
      }
      List<Response> kept = all(admin);

      // Then
      assertThat(kept)
          .extracting(Response::asString)
          .containsExactlyElementsOf(before.stream().map(Response::asString).toList());
      for (Response answer : kept) {
        assertThat(billed(answer.path("total.billed"))).isEqualTo(billed(tenant, "true"));
      }
      assertThat(billed(kept.get(0).path("items.find { it.value == 'seller-3' }.figures.billed")))
          .isEqualTo(billed(tenant, "agent_id = 'seller-3'"));
      assertThat(billed(kept.get(4).path("items.find { it.value == '41' }.figures.billed")))
          .isEqualTo(billed(tenant, "direction = 'OUTBOUND' and to_number like '+5541%'"));
    }
    Response manager = ask(CallApi.as("bruno"), "agent", BEGIN, END);
    assertThat(manager.<String>path("total.billed.price.amount"))
        .isEqualTo(ask(carla, "agent", BEGIN, END).path("total.billed.price.amount"));
    assertThat(manager.<Object>path("total.billed.cost")).isNull();
    assertThat(ask(CallApi.as("vera"), "agent", BEGIN, END).<Object>path("total.billed")).isNull();
    assertThat(ask(CallApi.as("ana"), "agent", BEGIN, END).<Object>path("total.billed")).isNull();
    calls.execute("delete from call_costs where call_id like 'insight-%'");
  }

  @Test
  @DisplayName("CALL-804 a cost that billing tells of a call of a past day makes its sums anew")
  void shouldSumADayAnewOfWhichACostIsTold() {
    // Given
    calls.execute("delete from call_costs where call_id like 'insight-%'");
    keep(Tenants.AURORA, FIRST);
    keep(Tenants.BOREAL, FIRST);
    keep(Tenants.AURORA, FIRST.plusDays(1));
    CallCostChanged cost =
        new CallCostChanged(
            "insight-6",
            3,
            CallCostState.REAL,
            Money.brl("0.1234"),
            Money.brl("0.31"),
            2,
            0,
            0,
            Instant.now());
    Event<?> told =
        new Event<>(
            UUID.randomUUID().toString(),
            "/billing-service",
            "insight-6",
            Instant.now(),
            Tenants.AURORA,
            null,
            Topics.BILLING,
            "aurora:insight-6",
            cost);

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.BILLING)) {
      probe.send(told);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> calls.count("call_costs where call_id = 'insight-6' and version = 3") == 1);

    // Then
    String kept = "insight_kept where tenant = ? and day = ?::date";
    assertThat(calls.count(kept, "aurora", FIRST.toString())).isZero();
    assertThat(calls.count(kept, "boreal", FIRST.toString())).as("another's").isOne();
    assertThat(calls.count(kept, "aurora", FIRST.plusDays(1).toString())).as("another").isOne();
    assertThat(
            billed(
                ask(carla, "agent", InsightDays.begin(FIRST), InsightDays.end(FIRST))
                    .path("total.billed")))
        .isEqualTo("1 0.123400 0.310000");
    calls.execute("delete from call_costs where call_id like 'insight-%'");
  }

  /** As a person would ask Postgres. */
  private String billed(TenantId tenant, String which) {
    return calls
        .value(
            "select count(*) || ' ' || sum(b.cost)::numeric(30, 6) || ' '"
                + " || sum(b.price)::numeric(30, 6) from calls c join call_costs b"
                + " on b.tenant = c.tenant and b.call_id = c.id where c.tenant = ?"
                + " and ended_at is not null and requested_at >= cast(? as timestamptz)"
                + " and requested_at < cast(? as timestamptz) and "
                + which,
            tenant.value(),
            BEGIN.toString(),
            END.toString())
        .toString();
  }

  private static String billed(Map<String, Object> told) {
    Map<String, String> cost = (Map<String, String>) told.get("cost");
    Map<String, String> price = (Map<String, String>) told.get("price");
    return told.get("calls") + " " + cost.get("amount") + " " + price.get("amount");
  }

  @Test
  @DisplayName("CALL-401 of sales one sees the own calls, and amounts with finance only")
  void shouldTellSalesOfTheirOwnCalls() {
    // Given
    String ana = CallApi.as("ana").request().get("/api/agents/me").path("userId");
    calls.execute(
        "update calls set agent_id = ? where tenant = 'aurora' and id in ('insight-1','insight-2')",
        ana);

    // When
    Response own = ask(CallApi.as("ana"), "agent", BEGIN, END);
    Response manager = ask(CallApi.as("bruno"), "agent", BEGIN, END);

    // Then
    assertThat(own.<Integer>path("total.calls")).isEqualTo(2);
    assertThat(own.<List<String>>path("items.value")).containsExactly(ana);
    assertThat(own.<List<?>>path("total.costs")).isNull();
    assertThat(manager.<Integer>path("total.calls")).isGreaterThan(400);
    assertThat(CallApi.as("fabio").request().get("/api/insight/calls").statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("CALL-402 a call of a past day that changes makes its sums anew")
  void shouldSumADayAnewWhoseCallChanges() {
    // Given
    Connections.twilio("carla");
    String id = carla.dials(Map.of("to", "+5511987650402", "carrier", "twilio"));
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      String leg = carla.awaitLeg(id, "agent");
      new Phones(probe, Tenants.AURORA, Carrier.TWILIO, id, Instant.now())
          .initiated("agent", leg, 0)
          .ended("agent", leg, 30, CallOutcome.NO_ANSWER, null, null);
      carla.awaitStatus(id, "canceled");
    }
    LocalDate day = LocalDate.of(2025, 3, 20);
    calls.execute(
        "update calls set requested_at = cast(? as timestamptz) where id = ?",
        InsightDays.begin(day).plusSeconds(60).toString(),
        id);
    keep(Tenants.AURORA, day);
    assertThat(values(day)).containsOnlyNulls();

    // When
    carla
        .request()
        .body(Map.of("campaignId", "spring"))
        .patch("/api/calls/" + id)
        .then()
        .statusCode(200);

    // Then
    assertThat(values(day)).containsExactly("spring");
    assertThat(calls.count("insight_kept where tenant = 'aurora' and day = '2025-03-20'")).isZero();
    keep(Tenants.AURORA, day);
    assertThat(values(day)).containsExactly("spring");
    calls.execute("update calls set requested_at = now() where id = ?", id);
  }

  @Test
  @DisplayName("CALL-403 a timer keeps past days, not the present one")
  void shouldKeepPastDays() {
    // Given
    TenantId tenant = TenantId.of("insight-timer");
    ManyCalls.of(tenant.value(), "insight-timer-", 5, "1 day");

    // When
    keepDays.keep(tenant).await().atMost(PATIENCE);

    // Then
    LocalDate last = InsightDays.lastToKeep(Instant.now());
    assertThat(calls.count("insight_kept where tenant = 'insight-timer'")).isBetween(4L, 5L);
    assertThat(
            calls.value("select max(day)::text from insight_kept where tenant = 'insight-timer'"))
        .isEqualTo(last.toString());
    assertThat(
            calls
                .value(
                    "select sum(calls) from insight_days"
                        + " where tenant = 'insight-timer' and dimension = 'AGENT'")
                .toString())
        .isIn("4", "5");
  }

  @Test
  @DisplayName("CALL-407 a day whose sums are no longer true is kept anew beside those that are")
  void shouldKeepADayAnewBesideKeptOnes() {
    // Given
    TenantId tenant = TenantId.of("insight-anew");
    ManyCalls.of(tenant.value(), "insight-anew-", 5, "1 day");
    keepDays.keep(tenant).await().atMost(PATIENCE);
    String last = InsightDays.lastToKeep(Instant.now()).toString();
    String kept = "insight_kept where tenant = 'insight-anew'";
    long before = calls.count(kept);
    calls.execute("delete from " + kept + " and day = ?::date", last);

    // When
    keepDays.keep(tenant).await().atMost(PATIENCE);

    // Then
    assertThat(before).isGreaterThan(1);
    assertThat(calls.count(kept + " and day = ?::date", last)).isOne();
    assertThat(calls.count(kept)).isEqualTo(before);
  }

  @Test
  @DisplayName("CALL-485 what carriers charged before it was summed is summed with the day")
  void shouldSumWhatOlderVersionsDidNot() {
    // Given
    calls.execute(
        "update calls set cost_amount = null, cost_currency = null where id in ('insight-6',"
            + " 'insight-7', 'insight-12') and tenant in ('aurora', 'boreal')");
    for (String fact :
        List.of(
            "insight-6 old lead 1 0.01 BRL",
            "insight-6 new lead 2 0.05 BRL",
            "insight-6 agent agent 1 0.02 BRL",
            "insight-7 lead lead 1 0.01 BRL",
            "insight-7 agent agent 1 0.01 USD")) {
      String[] told = fact.split(" ");
      calls.execute(
          "insert into call_facts (tenant, call_id, fact_id, kind, leg, at, received_at, data)"
              + " values ('aurora', ?, ?, 'Costed', ?, to_timestamp(?::int), now(), ?)"
              + " on conflict do nothing",
          told[0],
          told[1],
          told[2],
          told[3],
          "{\"amount\":\"" + told[4] + "\",\"currency\":\"" + told[5] + "\"}");
    }

    // When
    keep(Tenants.AURORA, FIRST);

    // Then
    assertThat(costs("aurora"))
        .isEqualTo("insight-12 null, insight-6 0.070000 BRL, insight-7 null");
    assertThat(costs("boreal")).isEqualTo("insight-12 null, insight-6 null, insight-7 null");
  }

  @Test
  @DisplayName("CALL-559 a call that somebody holds is summed later, and its day kept then")
  void shouldSumLaterWhatSomebodyHolds() throws SQLException {
    // Given
    calls.execute(
        "update calls set cost_amount = null, cost_currency = null where id = 'insight-6'"
            + " and tenant in ('aurora', 'boreal')");
    calls.execute(
        "insert into call_facts (tenant, call_id, fact_id, kind, leg, at, received_at, data)"
            + " values ('aurora', 'insight-6', 'held', 'Costed', 'lead', now(), now(),"
            + " '{\"amount\":\"0.09\",\"currency\":\"BRL\"}')");
    String kept = "insight_kept where tenant = 'aurora' and day = ?::date";

    // When
    long meanwhile;
    try (Connection other = calls.connect()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("select 1 from calls where id = 'insight-6' and tenant = 'aurora' for update");
      keep(Tenants.AURORA, FIRST);
      keep(Tenants.BOREAL, FIRST);
      meanwhile = calls.count(kept, FIRST.toString());
      other.rollback();
    }
    keep(Tenants.AURORA, FIRST);

    calls.execute("delete from call_facts where call_id = 'insight-6' and fact_id = 'held'");

    // Then
    assertThat(meanwhile).isZero();
    assertThat(calls.count(kept, FIRST.toString())).isOne();
    assertThat(
            calls.count("insight_kept where tenant = 'boreal' and day = ?::date", FIRST.toString()))
        .isOne();
    assertThat(costs("aurora")).contains("insight-6 0.090000 BRL");
  }

  private String costs(String tenant) {
    return calls
        .value(
            "select string_agg(id || ' ' || coalesce(cost_amount || ' ' || cost_currency, 'null'),"
                + " ', ' order by id) from calls where id in ('insight-6', 'insight-7',"
                + " 'insight-12') and tenant = ?",
            tenant)
        .toString();
  }

  @Test
  @DisplayName("CALL-404 sums of days and calls are found by indexes")
  void shouldFindSumsByIndexes() {
    // Given
    TenantId huge = TenantId.of("insight-huge");
    ManyCalls.of(huge.value(), "insight-huge-", 60_000, "1 minute");
    calls.execute(
        "insert into call_costs (tenant, call_id, version, cost, price, lines, estimated_lines,"
            + " open_lines, changed_at) select tenant, id, 1, 0.1, 0.2, 2, 1, 0, now() from calls"
            + " where tenant = ?",
        huge.value());
    calls.execute("vacuum analyze calls");
    calls.execute("vacuum analyze call_costs");
    LocalDate day = InsightDays.of(Instant.now()).minusDays(5);
    keep(huge, day);

    // When
    QueryPlan someDays =
        plan(
            InsightSql.ofCalls(InsightGroup.DDD),
            huge.value(),
            "{" + InsightDays.begin(day.minusDays(2)) + "}",
            "{" + InsightDays.end(day) + "}",
            null);
    QueryPlan billed =
        plan(
            InsightSql.billedOfCalls(InsightGroup.DDD),
            huge.value(),
            "{" + InsightDays.begin(day.minusDays(2)) + "}",
            "{" + InsightDays.end(day) + "}",
            null);
    QueryPlan ofOneAgent =
        plan(
            InsightSql.ofAgent(InsightGroup.HOUR),
            huge.value(),
            "{" + InsightDays.begin(day.minusDays(20)) + "}",
            "{" + InsightDays.end(day) + "}",
            "agent-7");
    QueryPlan kept =
        plan(InsightSql.OF_DAYS, huge.value(), InsightGroup.AGENT.name(), "{" + day + "}");
    QueryPlan days =
        plan(
            InsightSql.DAYS_OF_CALLS,
            "{insight-huge}",
            "{insight-huge-4711}",
            Instant.now().toString());

    // Then
    assertThat(someDays.indexes()).as("%s", someDays).containsExactly("calls_newest");
    assertThat(someDays.removed()).as("%s", someDays).isZero();
    assertThat(billed.indexes())
        .as("%s", billed)
        .containsExactlyInAnyOrder("calls_newest", "call_costs_pkey");
    assertThat(ofOneAgent.indexes()).as("%s", ofOneAgent).containsExactly("calls_of_agent");
    assertThat(ofOneAgent.removed()).as("%s", ofOneAgent).isZero();
    assertThat(kept.indexes()).as("%s", kept).containsExactly("insight_days_pkey");
    assertThat(days.indexes()).as("%s", days).containsExactly("calls_pkey");
    assertThat(kept.removed()).as("%s", kept).isZero();
  }

  private static QueryPlan plan(String sql, Object... parameters) {
    return QueryPlan.of("calls", "insight-huge", sql, parameters);
  }

  @Test
  @DisplayName("CALL-406 a manager sees who is on a call, who is available and who waits")
  void shouldShowWhatTheTeamDoesNow() {
    // Given
    Connections.twilio("bia");
    Response before = bia.request().get("/api/insight/team");
    String id = bia.dials(Map.of("to", "+5511987650406", "carrier", "twilio"));
    calls.execute(
        "insert into waiting_callers (tenant, call_id, since, tried, offered)"
            + " values ('boreal', 'insight-waits', now() - interval '2 minutes', '', false)");

    // When
    await()
        .untilAsserted(
            () -> {
              Response team = bia.request().get("/api/insight/team");

              // Then
              assertThat(team.<List<String>>path("onCall.callId")).contains(id);
              assertThat(team.<Integer>path("queue.waiting")).isPositive();
              assertThat(Instant.parse(team.path("queue.oldestSince")))
                  .isBefore(Instant.now().minusSeconds(100));
              assertThat(team.<List<String>>path("statuses.status"))
                  .contains("available", "busy", "wrap-up", "offline");
            });
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(carla.request().get("/api/insight/team").<List<String>>path("onCall.callId"))
        .doesNotContain(id);
    assertThat(CallApi.as("ana").request().get("/api/insight/team").statusCode()).isEqualTo(403);
    calls.execute("delete from waiting_callers where call_id = 'insight-waits'");
    bia.request().post("/api/calls/" + id + "/hangup");
  }

  @Test
  @DisplayName("CALL-790 however many ask at one moment, what the team does is looked up once")
  void shouldReadTheTeamOnceForAllWhoAsk() {
    // Given
    TenantId tenant = TenantId.of("insight-screens");

    // When
    List<TeamView> seen =
        Uni.join()
            .all(Stream.generate(() -> readTeam.of(tenant)).limit(50).toList())
            .andFailFast()
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(seen).hasSize(50).allMatch(one -> one == seen.get(0));
    assertThat(readTeam.of(Tenants.BOREAL).await().atMost(PATIENCE)).isNotSameAs(seen.get(0));
  }

  @Test
  @DisplayName("CALL-405 what is asked for without sense is refused and named")
  void shouldNameWhatIsWrong() {
    // When
    Response group = carla.request().get("/api/insight/calls?group=colour");
    Response time = carla.request().get("/api/insight/calls?from=yesterday");
    Response order = carla.request().get("/api/insight/calls?from=" + END + "&to=" + BEGIN);
    Response empty = ask(carla, "outcome", BEGIN.minusSeconds(60), BEGIN);

    // Then
    assertThat(group.<String>path("code")).isEqualTo("CALLS-0331");
    assertThat(group.<List<String>>path("errors[0].allowed")).contains("agent", "ddd", "hour");
    assertThat(time.<String>path("code")).isEqualTo("CALLS-0007");
    assertThat(order.<String>path("code")).isEqualTo("CALLS-0331");
    assertThat(empty.<Integer>path("total.calls")).isZero();
    assertThat(empty.<Object>path("total.connectionRate")).isNull();
  }

  @Test
  @DisplayName("CALL-400 figures are those of the calls, to the unit, kept or not")
  void shouldLeaveWhatIsKeptOutOfTheRest() {
    // When
    List<Span> left =
        InsightDays.besides(new Span(BEGIN.plusSeconds(60), END), Set.of(FIRST.plusDays(1)));
    List<Span> none =
        InsightDays.besides(
            new Span(BEGIN, END), Set.of(FIRST, FIRST.plusDays(1), FIRST.plusDays(2)));

    // Then
    assertThat(left)
        .containsExactly(
            new Span(BEGIN.plusSeconds(60), InsightDays.end(FIRST)),
            new Span(InsightDays.begin(FIRST.plusDays(2)), END));
    assertThat(none).isEmpty();
  }

  private List<Response> all(CallApi admin) {
    return List.of("agent", "campaign", "hour", "carrier", "ddd", "outcome").stream()
        .map(group -> ask(admin, group, BEGIN, END))
        .toList();
  }

  private List<String> values(LocalDate day) {
    return ask(carla, "campaign", InsightDays.begin(day), InsightDays.end(day)).path("items.value");
  }

  private static Response ask(CallApi as, String group, Instant from, Instant to) {
    Response answer =
        as.request().get("/api/insight/calls?group=" + group + "&from=" + from + "&to=" + to);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  private void keep(TenantId tenant, LocalDate day) {
    transactions.inTenant(tenant, sql -> insight.keep(sql, tenant, day)).await().atMost(PATIENCE);
  }

  private String counted(TenantId tenant, String which) {
    return calls
        .value(COUNTED.formatted(which), tenant.value(), BEGIN.toString(), END.toString())
        .toString();
  }

  private static String item(Response answer, String value) {
    return told(answer.path("items.find { it.value == '" + value + "' }.figures"));
  }

  private static String told(Map<String, Object> figures) {
    List<Map<String, String>> costs = (List<Map<String, String>>) figures.get("costs");
    BigDecimal brl =
        costs.stream()
            .filter(cost -> cost.get("currency").equals("BRL"))
            .map(cost -> new BigDecimal(cost.get("amount")))
            .findFirst()
            .orElse(BigDecimal.ZERO);
    return figures.get("calls")
        + " "
        + figures.get("answered")
        + " "
        + figures.get("talkSeconds")
        + " "
        + figures.get("shortCalls")
        + " "
        + (brl.signum() == 0 ? "0" : brl.toPlainString());
  }
}

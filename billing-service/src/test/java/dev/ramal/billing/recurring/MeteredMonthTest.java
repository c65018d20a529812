package dev.ramal.billing.recurring;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.awaitCount;
import static dev.ramal.billing.fixtures.InvoicedOrganization.brl;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.billing.fixtures.RecurringFacts;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.BuildStatement;
import dev.ramal.billing.statement.Statement;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worked months of the price list, from the events of other services to the invoice. */
@BillingTest
class MeteredMonthTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String MONTH = "2091-03";
  private static final Instant FIRST_DAY = Instant.parse("2091-03-01T12:00:00Z");
  private static final Instant SECOND_DAY = Instant.parse("2091-03-02T12:00:00Z");
  private static final Instant OVER = Instant.parse("2091-04-01T12:00:00Z");
  private static final Instant MARCH_OF_2024 = Instant.parse("2024-03-11T12:00:00Z");

  /** The second reference at 5.00 reais a dollar, sold at what it costs. */
  private static final String IN_DOLLARS =
      """
      {"version": "dolar", "validFrom": "2018-01-01T03:00:00Z", "source": "segunda referência",
       "rules": [
        {"id": "minuto", "meter": "voice-minute", "leg": "lead",
         "increments": {"minimum": 60, "increment": 60},
         "cost": {"perUnit": "0.02", "currency": "USD"}, "price": {"perUnit": "0.10"}},
        {"id": "agente", "meter": "voice-minute", "leg": "agent",
         "cost": {"perUnit": "0"}, "price": {"perUnit": "0"}},
        {"id": "sms", "meter": "message-segment", "destinationClass": "sms-national",
         "cost": {"perUnit": "0.029", "currency": "USD"}, "price": {"perUnit": "0.145"}},
        {"id": "whatsapp", "meter": "message-segment", "destinationClass": "whatsapp",
         "cost": {"perUnit": "0.05", "currency": "USD"}, "price": {"perUnit": "0.25"}},
        {"id": "gravacao", "meter": "recording-minute",
         "cost": {"perUnit": "0.0025", "currency": "USD"}, "price": {"perUnit": "0.0125"}}]}\
      """;

  @Inject MeterRecurring meter;
  @Inject MovableClock clock;
  @Inject BuildStatement buildStatement;

  /** Nothing of other tests is metered in these years. */
  @BeforeEach
  void keepOthersOut() {
    DATABASE.execute("delete from storage_rounds");
    DATABASE.execute("delete from stored_recordings");
    DATABASE.execute(
        """
        insert into infrastructure_months (tenant, month, metered)
        select distinct tenant, to_char(month, 'YYYY-MM'), true from plan_assignments
        cross join generate_series(timestamp '2090-01-01', '2091-12-01', interval '1 month') month
        where tenant not like 'medido-%' on conflict (tenant, month) do update set metered = true
        """);
  }

  @AfterEach
  void goOn() {
    clock.reset();
    takeStorage();
    DATABASE.execute("delete from storage_rounds");
    DATABASE.execute("delete from stored_recordings");
    DATABASE.execute("delete from held_numbers where tenant like 'medido-%'");
  }

  @DisplayName(
      "BILL-369 the worked month on Profissional is metered from events, to the cent, of two"
          + " organizations")
  @Test
  void shouldMeterTheWorkedMonth() {
    // Given
    List<InvoicedOrganization> both =
        Stream.of("medido-um", "medido-dois")
            .map(name -> InvoicedOrganization.called(name).calling("0.10", "0.30"))
            .toList();
    clock.stopAt(SECOND_DAY);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (InvoicedOrganization organization : both) {
        organization.choose(Map.of("plan", "profissional")).then().statusCode(200);
        told(organization.tenant()).forEach(topics::send);
      }
    }
    awaitCount("held_numbers where tenant like 'medido-%'", 4);
    awaitCount("stored_recordings where tenant like 'medido-%'", 8);
    awaitCount("ledger_entries where tenant like 'medido-%' and meter = 'recording-minute'", 6);
    both.forEach(one -> one.calls(IntStream.range(10, 20).mapToObj(d -> at(d)).toList(), 6000));
    twice();

    // When
    clock.stopAt(OVER);
    twice();
    List<JsonPath> invoices =
        both.stream().map(o -> o.close(MONTH).then().statusCode(201).extract().jsonPath()).toList();

    // Then
    for (InvoicedOrganization organization : both) {
      assertThat(metered(organization.tenant(), MONTH))
          .containsExactly(
              "infrastructure-month 1 1 15.000000 0.000000",
              "number-month 2 60 10.000000 30.000000",
              "recording-gb-month 1 2000 0.500000 1.000000",
              "recording-minute 3 2400 0.000000 0.000000",
              "voice-minute 20 120090 100.000000 300.000000");
      Statement statement = statement(organization.tenant(), MONTH);
      assertThat(statement.cost()).isEqualTo(Money.brl("125.50"));
      assertThat(statement.total()).isEqualTo(Money.brl("399.00"));
      assertThat(statement.margin()).isEqualTo(Money.brl("273.50"));
      assertThat(statement.marginPercent()).isEqualByComparingTo("68.5");
    }
    assertThat(invoices)
        .allSatisfy(one -> assertThat(brl(one, "total")).isEqualByComparingTo("399"));
  }

  @DisplayName(
      "BILL-370 the second worked month is metered from events: 17.80 dollars, 89.00 reais")
  @Test
  void shouldMeterTheSecondWorkedMonth() {
    // Given
    InvoicedOrganization organization = InvoicedOrganization.called("medido-dolar");
    TenantId tenant = organization.tenant();
    BillingApi.publish(tenant, IN_DOLLARS).then().statusCode(201);
    TenantId other = InvoicedOrganization.called("outro-dolar").tenant();
    List<Event<?>> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      MessageEvents sms = MessageEvents.of(tenant, Channel.SMS, MARCH_OF_2024.toString());
      events.add(sms.delivered(1));
      if (i < 3) {
        events.add(sms.inAnother(other).delivered(1));
      }
    }
    for (int i = 0; i < 150; i++) {
      events.add(MessageEvents.of(tenant, Channel.WHATSAPP, MARCH_OF_2024.toString()).read());
    }
    for (int i = 0; i < 100; i++) {
      CallEvents call = CallEvents.of(tenant, MARCH_OF_2024.toString());
      events.add(call.ended(0, "mobile", 120));
      for (int told = 0; told < 2; told++) {
        events.add(
            RecurringFacts.ready(
                tenant, call.callId(), 120, 480_000, MARCH_OF_2024.plusSeconds(200)));
      }
    }

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      events.forEach(topics::send);
    }
    // The storage of the months that run may be metered meanwhile.
    awaitCount("ledger_entries where tenant = ? and month = '2024-03'", 650, tenant.value());
    awaitCount("ledger_entries where tenant = ? and month = '2024-03'", 3, other.value());

    // Then
    assertThat(metered(tenant, "2024-03"))
        .containsExactly(
            "message-segment 350 350 66.500000 66.500000",
            "recording-minute 100 12000 2.500000 2.500000",
            "voice-minute 200 24900 20.000000 20.000000");
    assertThat(
            DATABASE.rows(
                "select sum(carrier_price) as usd, string_agg(distinct carrier_currency, ',') as"
                    + " currency from ledger_entries where tenant = '%s' and carrier_price > 0"
                        .formatted(tenant)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("usd")).hasToString("17.800000");
              assertThat(row.get("currency")).isEqualTo("USD");
            });
    assertThat(statement(tenant, "2024-03").cost()).isEqualTo(Money.brl("89.00"));
    assertThat(metered(other, "2024-03"))
        .as("another organization's messages of the same ids, by the reference")
        .containsExactly("message-segment 3 3 0.450000 0.900000");
    JsonPath invoice = organization.close("2024-03").then().statusCode(201).extract().jsonPath();
    assertThat(invoice.getList("lines.amount.amount"))
        .containsExactlyInAnyOrder("29.000000", "37.500000", "20.000000", "2.500000");
    assertThat(brl(invoice, "total")).isEqualByComparingTo("89.00");
  }

  @DisplayName(
      "BILL-371 infrastructure is metered once for each month that an organization used or has a"
          + " plan in, also when that is known late")
  @Test
  void shouldMeterInfrastructure() {
    // Given
    InvoicedOrganization planned = InvoicedOrganization.called("medido-plano");
    InvoicedOrganization late = InvoicedOrganization.called("medido-tarde").calling("0.10", "0.30");
    clock.stopAt(Instant.parse("2091-05-31T12:00:00Z"));
    planned.choose(Map.of("plan", "essencial")).then().statusCode(200);
    planned.choose(noPlanFrom("2091-08")).then().statusCode(200);

    // When
    twice();
    clock.stopAt(Instant.parse("2091-09-01T12:00:00Z"));
    twice();
    late.call("2089-12-20T15:00:00Z", 60);
    late.call("2091-06-20T15:00:00Z", 60);
    twice();

    // Then
    assertThat(months(planned.tenant())).containsExactly("2091-05", "2091-06", "2091-07");
    assertThat(months(late.tenant())).containsExactly("2091-06");
    assertThat(BillingApi.get("davi", "/api/billing/usage?subject=infrastructure").getList("items"))
        .as("of aurora, which no test meters")
        .isEmpty();
  }

  @DisplayName(
      "BILL-453 a month is closed once its last day of storage is metered, and needs no note; who"
          + " stores nothing, or whose round is through, waits for nobody")
  @Test
  void shouldWaitForTheLastDayOfStorage() throws SQLException {
    // Given
    List<InvoicedOrganization> all =
        Stream.of("medido-guarda", "medido-liga", "medido-preso")
            .map(name -> InvoicedOrganization.called(name).calling("0.10", "0.30"))
            .toList();
    InvoicedOrganization storing = all.get(0);
    InvoicedOrganization calling = all.get(1);
    InvoicedOrganization stuck = all.get(2);
    Instant firstDay = Instant.parse("2091-10-01T12:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (InvoicedOrganization one : List.of(storing, stuck)) {
        String id = one.tenant().value();
        topics.send(RecurringFacts.ready(one.tenant(), id, null, 2_000_000_000, firstDay));
      }
    }
    awaitCount("stored_recordings where tenant in ('medido-guarda', 'medido-preso')", 2);
    all.forEach(one -> one.call("2091-10-20T15:00:00Z", 60));
    clock.stopAt(Instant.parse("2091-10-31T15:00:00Z"));
    meter.storage().await().atMost(LIMIT);

    // When: a minute after midnight in São Paulo, before the next round, and after it
    Response early;
    int without;
    try (Connection metering = DATABASE.connect()) {
      metering.createStatement().execute("select pg_advisory_lock(hashtext('storage_rounds'))");
      clock.stopAt(Instant.parse("2091-11-01T03:01:00Z"));
      early = storing.close("2091-10");
      without = calling.close("2091-10").statusCode();
    }
    refuseStorageOf(stuck.tenant());
    meter.storage().onFailure().recoverWithNull().await().atMost(LIMIT);
    JsonPath closed = storing.close("2091-10").then().statusCode(201).extract().jsonPath();
    String waiting = stuck.close("2091-10").then().statusCode(409).extract().path("code");
    takeStorage();
    meter.storage().await().atMost(LIMIT);
    int later = stuck.close("2091-10").statusCode();

    // Then
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.<String>path("code")).isEqualTo("BILLING-0197");
    assertThat(early.<String>path("detail")).contains("30 of 31 days");
    assertThat(early.header("Retry-After")).isNotBlank();
    assertThat(without).isEqualTo(201);
    assertThat(waiting).isEqualTo("BILLING-0197");
    assertThat(later).isEqualTo(201);
    assertThat(metered(storing.tenant(), "2091-10"))
        .contains("recording-gb-month 1 2000 0.500000 1.000000");
    assertThat(closed.getList("lines.amount.amount")).containsExactly("0.300000", "1.000000");
    assertThat(storing.correct(closed.getString("id")).<String>path("code"))
        .isEqualTo("BILLING-0049");
  }

  /** Nothing is posted for it: its events are refused, and all that goes with them. */
  private static void refuseStorageOf(TenantId tenant) {
    DATABASE.execute(
        """
        create function refuse_storage() returns trigger language plpgsql as $$
        begin
          if new.tenant = '%s' then
            raise exception 'refused by a test';
          end if;
          return new;
        end $$
        """
            .formatted(tenant));
    DATABASE.execute(
        "create trigger refuse_storage before insert on outbox"
            + " for each row execute function refuse_storage()");
  }

  private static void takeStorage() {
    DATABASE.execute("drop trigger if exists refuse_storage on outbox");
    DATABASE.execute("drop function if exists refuse_storage()");
  }

  /**
   * Two numbers, and four recordings that take 2 GB together, each told twice. Of one recording
   * nobody says how long it is.
   */
  private static List<Event<?>> told(TenantId tenant) {
    List<Event<?>> told = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = tenant + "-" + i % 4;
      Integer seconds = i % 4 == 3 ? null : 800;
      told.add(RecurringFacts.ready(tenant, id, seconds, 500_000_000, FIRST_DAY));
      if (i % 4 < 2) {
        told.add(RecurringFacts.acquired(tenant, id, FIRST_DAY));
      }
    }
    return told;
  }

  /** Consumption alone. */
  private static Map<String, Object> noPlanFrom(String month) {
    Map<String, Object> choice = new HashMap<>();
    choice.put("plan", null);
    choice.put("fromMonth", month);
    return choice;
  }

  private void twice() {
    for (int i = 0; i < 2; i++) {
      meter.numbers().await().atMost(LIMIT);
      meter.storage().await().atMost(LIMIT);
      meter.infrastructure().await().atMost(LIMIT);
    }
  }

  private static String at(int day) {
    return MONTH + "-%02dT15:00:00Z".formatted(day);
  }

  private Statement statement(TenantId tenant, String month) {
    return buildStatement.build(tenant, BillingMonth.of(month)).await().atMost(LIMIT);
  }

  /** Meter, uses, quantity, cost and price of a month. */
  private static List<String> metered(TenantId tenant, String month) {
    return DATABASE
        .rows(
            "select meter || ' ' || count(distinct usage_id) || ' ' || sum(quantity) || ' ' ||"
                + " sum(cost) || ' ' || sum(price) as metered from ledger_entries where tenant ="
                + " '%s' and month = '%s' group by meter order by meter".formatted(tenant, month))
        .stream()
        .map(row -> (String) row.get("metered"))
        .toList();
  }

  private static List<String> months(TenantId tenant) {
    return DATABASE
        .rows(
            """
            select subject_id from ledger_entries
            where tenant = '%s' and subject = 'infrastructure' order by subject_id
            """
                .formatted(tenant))
        .stream()
        .map(row -> (String) row.get("subject_id"))
        .toList();
  }
}

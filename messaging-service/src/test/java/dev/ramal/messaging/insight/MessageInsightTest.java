package dev.ramal.messaging.insight;

import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class MessageInsightTest {
  /** Long ago: nothing but this test has messages there, and no timer keeps those days. */
  private static final LocalDate FIRST = LocalDate.of(2025, 3, 10);

  private static final Instant BEGIN = InsightDays.begin(FIRST);
  private static final Instant END = InsightDays.end(FIRST.plusDays(2));

  private static final String THREADS =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      values (?, 'insight', 'insight', 'SMS', now(), now()) on conflict do nothing
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, author_id, created_at, state, segments, sent_at, delivered_at,
        read_at, failed_at, failure_code, cost_amount, cost_currency, campaign_id, template_id,
        template_version, template_variant)
      select ?, 'insight-' || n, 'insight', case when n % 7 = 0 then 'INBOUND' else 'OUTBOUND' end,
        case when n % 3 = 0 then 'WHATSAPP' else 'SMS' end, '+551140028922',
        '+55119' || 70000000 + n, 'Oi', case when n % 2 = 0 then 'TWILIO' else 'TELNYX' end, 'c',
        case when n % 11 > 0 then 'seller-' || n % 5 end, at, state, 1,
        case when state in ('SENT', 'DELIVERED', 'READ', 'UNDELIVERED') then at end,
        case when state in ('DELIVERED', 'READ') then at end, case when state = 'READ' then at end,
        case when state in ('FAILED', 'UNDELIVERED', 'DENIED') then at end,
        case when state = 'FAILED' then '2161' || n % 2 when state = 'DENIED' then 'opted-out' end,
        case when n % 4 = 0 then 0.01 * (n % 13) end,
        case when n % 4 = 0 then case when n % 8 = 0 then 'BRL' else 'USD' end end,
        case when n % 3 = 0 then 'campaign-' || n % 4 end,
        case when n % 2 = 0 then 'template-' || n % 3 end,
        case when n % 2 = 0 then 1 end, case when n % 2 = 0 then 'A' end
      from (select n, cast(? as timestamptz) + n * interval '431 seconds' as at,
          (array['DELIVERED', 'READ', 'SENT', 'FAILED', 'UNDELIVERED', 'CANCELED', 'DENIED',
            'ACCEPTED'])[1 + n % 8] as state
        from generate_series(0, ?) n) rows
      on conflict do nothing
      """;

  private static final String ANSWERS =
      """
      insert into message_answer (tenant, message_id, message_at, replied_at, opted_out_at)
      select tenant, id, created_at, case when segments = 1 then created_at end,
        case when to_number like '%7' then created_at end
      from message where tenant = ? and id like 'insight-%' and direction = 'OUTBOUND'
        and state in ('DELIVERED', 'READ')
      on conflict do nothing
      """;

  /** As a person would ask Postgres. */
  private static final String COUNTED =
      """
      select count(*) || ' ' || count(*) filter (where m.sent_at is not null) || ' '
        || count(*) filter (where m.delivered_at is not null) || ' '
        || count(*) filter (where m.read_at is not null) || ' '
        || count(*) filter (where m.state in ('FAILED', 'UNDELIVERED', 'DENIED', 'EXPIRED')) || ' '
        || count(*) filter (where a.replied_at is not null) || ' '
        || count(*) filter (where a.opted_out_at is not null) || ' '
        || count(*) filter (where m.state = 'FAILED' and m.failure_code = '21611') || ' '
        || trim_scale(coalesce(sum(m.cost_amount) filter (where m.cost_currency = 'BRL'), 0))
      from message m
      left join message_answer a on a.tenant = m.tenant and a.message_id = m.id
      where m.tenant = ? and m.direction = 'OUTBOUND'
        and m.created_at >= cast(? as timestamptz) and m.created_at < cast(? as timestamptz)
        and %s
      """;

  @Inject MessagingFixture fixture;
  @Inject MessageInsightRepository insight;
  @Inject SqlTransactions transactions;

  private final Postgres database = Postgres.database("messaging");

  @AfterAll
  static void forget() {
    Postgres database = Postgres.database("messaging");
    database.execute("delete from message_answer where message_id like 'insight-%'");
    database.execute("delete from message where id like 'insight-%'");
    database.execute("delete from conversation where id = 'insight'");
  }

  @BeforeEach
  void fill() {
    fixture.connect();
    for (String tenant : List.of("aurora", "boreal")) {
      database.execute(THREADS, tenant);
      database.execute(MESSAGES, tenant, BEGIN.toString(), tenant.equals("aurora") ? 590 : 233);
      database.execute(ANSWERS, tenant);
    }
    database.execute("delete from message_days_kept where day < '2025-04-01'");
  }

  @Test
  @DisplayName("MSG-195 figures are those of the messages, to the unit, kept or not")
  void shouldTellWhatTheMessagesAmountTo() {
    for (String admin : List.of("carla", "bia")) {
      TenantId tenant = admin.equals("carla") ? Tenants.AURORA : Tenants.BOREAL;
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
      assertThat(
              database.count(
                  "message_days_kept where day < '2025-04-01' and tenant = ?", tenant.value()))
          .isEqualTo(3);
      for (Response answer : kept) {
        assertThat(told(answer.path("total"))).isEqualTo(counted(tenant, "true"));
      }
      assertThat(item(kept.get(0), "template-1"))
          .isEqualTo(counted(tenant, "m.template_id = 'template-1'"));
      assertThat(item(kept.get(1), "campaign-2"))
          .isEqualTo(counted(tenant, "m.campaign_id = 'campaign-2'"));
      assertThat(item(kept.get(2), "seller-3"))
          .isEqualTo(counted(tenant, "m.author_id = 'seller-3'"));
      assertThat(item(kept.get(3), "telnyx")).isEqualTo(counted(tenant, "m.carrier = 'TELNYX'"));
      assertThat(item(kept.get(4), "whatsapp"))
          .isEqualTo(counted(tenant, "m.channel = 'WHATSAPP'"));
      assertThat(item(kept.get(5), "2025-03-10"))
          .as("days of Brasília")
          .isEqualTo(counted(tenant, "m.created_at < '2025-03-11T03:00:00Z'"));
      assertThat(item(kept.get(6), "09"))
          .as("hours of Brasília")
          .isEqualTo(counted(tenant, "extract(hour from m.created_at at time zone 'utc') = 12"));
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA, insight-8", "telnyx, BOREAL, insight-17"})
  @DisplayName("MSG-196 a message of a past day that changes is summed anew")
  void shouldSumADayAnewWhoseMessageChanges(
      String carrier, Organization organization, String message) {
    // Given: one of a past day, of which the carrier tells late
    String tenant = organization.tenant().value();
    Organization stranger = organization.stranger();
    database.execute(
        "update message set state = 'SENT', sent_at = created_at, delivered_at = null,"
            + " read_at = null where tenant = ? and id = ?",
        tenant,
        message);
    keep(organization.tenant(), FIRST);
    keep(stranger.tenant(), FIRST);
    long before = delivered(organization);
    long theirs = delivered(stranger);
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      probe.send(
          fact(
              organization.tenant(),
              message,
              UUID.randomUUID().toString(),
              GatewayFacts.status(
                  Carrier.of(carrier), message, "SM" + message, MessageStatus.DELIVERED)));
      // Then
      patiently().until(() -> delivered(organization) == before + 1);
    }
    assertThat(delivered(stranger)).isEqualTo(theirs);
    String kept = "message_days_kept where tenant = ? and day = ?::date";
    assertThat(database.count(kept, tenant, FIRST.toString())).isZero();
    assertThat(database.count(kept, stranger.tenant().value(), FIRST.toString()))
        .as("another organization's")
        .isOne();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName(
      "MSG-197 an answer counts for the message that it is tied to, and who opts out by it is lost")
  void shouldCountAnAnswerForTheMessageBeforeIt(String carrier, Organization organization) {
    // Given: another organization writes to the same contact last
    String to = contact();
    String first = sent(send(organization.seller(), to, carrier, "Primeira"));
    String last = sent(send(organization.seller(), to, carrier, "Segunda"));
    String theirs = sent(send(organization.stranger().seller(), to, carrier, "Terceira"));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS)) {
      // When
      receive(probe, organization, carrier, to, "Quem é?", null);
      patiently().until(() -> answered(last));
      // Then
      assertThat(answered(first)).isFalse();
      receive(probe, organization, carrier, to, "SAIR", true);
      patiently()
          .until(
              () ->
                  database.count(
                          "message_answer where message_id = ? and opted_out_at is not null", last)
                      == 1);
      String stranger = contact();
      receive(probe, organization, carrier, stranger, "Olá?", null);
      receive(probe, organization, carrier, to, "de novo", null);
      patiently()
          .until(
              () -> database.count("message where body = 'de novo' and from_number = ?", to) == 1);
      assertThat(database.count("message_answer where message_id = ?", last)).isOne();
      assertThat(database.count("message_answer where message_id = ?", theirs)).isZero();
    }
  }

  @Test
  @DisplayName("MSG-198 who may see which figures, and what cannot be asked")
  void shouldShowFiguresToWhoMaySeeThem() {
    // Then
    String time = "from=" + BEGIN + "&to=" + END;
    for (Organization organization : Organization.values()) {
      int own =
          (int)
              database.count(
                  "message where tenant = ? and direction = 'OUTBOUND' and id like 'insight-%'",
                  organization.tenant().value());
      get(organization.admin(), "/api/insight/messages?group=carrier&" + time)
          .body("total.messages", equalTo(own));
      get(organization.seller(), "/api/insight/messages?group=agent&" + time)
          .statusCode(200)
          .body("total.messages", equalTo(0));
      get(organization.admin(), "/api/insight/messages?group=fax")
          .statusCode(400)
          .body("code", equalTo("MESSAGES-0048"))
          .body("errors.field", contains("group"));
    }
    get("vera", "/api/insight/messages?group=carrier&" + time)
        .statusCode(200)
        .body("total.costs", nullValue());
    get("carla", "/api/insight/messages?from=2025-01-01T00:00:00Z")
        .statusCode(400)
        .body("errors.field", contains("from"));
    for (String end : List.of("ontem", "2101-01-01T00:00:00Z", "%2B999999999-12-31T23:59:59Z")) {
      get("carla", "/api/insight/messages?to=" + end)
          .statusCode(400)
          .body("code", equalTo("MESSAGES-0048"))
          .body("errors.field", contains("to"));
    }
    get("davi", "/api/insight/messages").statusCode(403);
  }

  private static long delivered(Organization organization) {
    int count =
        get(
                organization.admin(),
                "/api/insight/messages?group=carrier&from="
                    + BEGIN
                    + "&to="
                    + InsightDays.end(FIRST))
            .statusCode(200)
            .extract()
            .path("total.delivered");
    return count;
  }

  private String sent(String id) {
    patiently()
        .until(
            () ->
                database.count("message where id = ? and carrier_message_id is not null", id) == 1);
    return id;
  }

  private boolean answered(String id) {
    return database.count("message_answer where message_id = ? and replied_at is not null", id)
        == 1;
  }

  private static void receive(
      TopicProbe probe,
      Organization organization,
      String carrier,
      String from,
      String body,
      Boolean optedOut) {
    probe.send(
        fact(
            organization.tenant(),
            from,
            UUID.randomUUID().toString(),
            GatewayFacts.through(
                organization,
                carrier,
                GatewayFacts.text(from, organization.ours(carrier), body, optedOut))));
  }

  private static List<Response> all(String user) {
    return Arrays.stream(MessageInsightGroup.values())
        .map(
            group ->
                get(
                        user,
                        "/api/insight/messages?group="
                            + group.wire()
                            + "&from="
                            + BEGIN
                            + "&to="
                            + END)
                    .statusCode(200)
                    .extract()
                    .response())
        .toList();
  }

  private void keep(TenantId tenant, LocalDate day) {
    transactions
        .inTenant(tenant, sql -> insight.keep(sql, tenant, day))
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  private String counted(TenantId tenant, String which) {
    return (String)
        database.value(COUNTED.formatted(which), tenant.value(), BEGIN.toString(), END.toString());
  }

  private static String item(Response answer, String value) {
    List<Map<String, Object>> items = answer.path("items");
    return items.stream()
        .filter(item -> value.equals(item.get("value")))
        .map(item -> told(cast(item.get("figures"))))
        .findFirst()
        .orElse("none");
  }

  private static String told(Map<String, Object> figures) {
    return List.of("messages", "sent", "delivered", "read", "failed", "replied", "optedOut")
            .stream()
            .map(name -> "" + figures.get(name))
            .reduce("", (one, other) -> one + other + " ")
        + listed(figures, "failures", "code", "21611", "messages", "0")
        + " "
        + new BigDecimal(listed(figures, "costs", "currency", "BRL", "amount", "0"))
            .stripTrailingZeros()
            .toPlainString();
  }

  private static String listed(
      Map<String, Object> figures, String list, String key, String word, String of, String none) {
    List<Map<String, Object>> all = castList(figures.get(list));
    return all.stream()
        .filter(one -> word.equals(one.get(key)))
        .map(one -> "" + one.get(of))
        .findFirst()
        .orElse(none);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> castList(Object value) {
    return (List<Map<String, Object>>) value;
  }
}

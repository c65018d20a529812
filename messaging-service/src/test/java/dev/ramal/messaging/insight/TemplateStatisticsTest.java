package dev.ramal.messaging.insight;

import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.ApiUser;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class TemplateStatisticsTest {
  /** Long ago: no timer keeps those days. */
  private static final LocalDate FIRST = LocalDate.of(2025, 5, 12);

  @Inject MessagingFixture fixture;
  @Inject MessageInsightRepository insight;
  @Inject SqlTransactions transactions;

  private final Postgres database = Postgres.database("messaging");

  @BeforeEach
  void connect() {
    fixture.connect();
    database.execute(
        "insert into conversation (tenant, id, contact, channel, last_message_at, created_at)"
            + " select tenant, 'insight', 'insight', 'SMS', now(), now() from"
            + " unnest(array['aurora', 'boreal']) tenant on conflict do nothing");
  }

  @AfterEach
  void forget() {
    database.execute("delete from message_answer where message_id like 'insight-%'");
    database.execute("delete from message where id like 'insight-%'");
    database.execute("delete from message_days where day = ?::date", FIRST.toString());
    database.execute("delete from message_days_kept where day = ?::date", FIRST.toString());
  }

  @Test
  @DisplayName("MSG-317 of kept days a template's figures are sums, of all others its messages")
  void shouldTakeSumsOfKeptDays() {
    // Given: eight messages of a past day and four of the next, of two variants
    String id = template();
    database.execute(
        """
        insert into message (tenant, id, conversation_id, direction, channel, from_number,
          to_number, body, carrier, connection_id, created_at, state, segments, sent_at,
          delivered_at, failed_at, template_id, template_version, template_variant)
        select 'aurora', 'insight-kept-' || n, 'insight', 'OUTBOUND', 'SMS', '+551140028922',
          '+5511987650000', 'Oi', 'TWILIO', 'c', at, case when n % 4 = 0 then 'FAILED' else
          'DELIVERED' end, 1, at, case when n % 4 > 0 then at end, case when n % 4 = 0 then at end,
          ?, 1, case when n % 2 = 0 then 'A' else 'B' end
        from (select n, cast(? as timestamptz) + n / 8 * interval '1 day' as at
          from generate_series(0, 11) n) rows
        """,
        id, InsightDays.begin(FIRST).plusSeconds(60).toString());
    database.execute(
        "insert into message_answer (tenant, message_id, message_at, replied_at) values ('aurora',"
            + " 'insight-kept-1', now(), now()), ('aurora', 'insight-kept-9', now(), now())");
    sameElsewhere(id);
    String before = get("ana", "/api/templates/" + id + "/statistics").extract().asString();

    // When
    transactions
        .inTenant(Tenants.AURORA, sql -> insight.keep(sql, Tenants.AURORA, FIRST))
        .await()
        .atMost(Duration.ofSeconds(20));

    // Then
    get("breno", "/api/templates/" + id + "/statistics").statusCode(404);
    get("ana", "/api/templates/" + id + "/statistics")
        .body("messages", equalTo(12))
        .body("variants.variant", contains("A", "B"))
        .body("variants.messages", contains(6, 6))
        .body("variants.delivered", contains(3, 6))
        .body("variants.failed", contains(3, 0))
        .body("variants.replied", contains(0, 2));
    assertThat(get("ana", "/api/templates/" + id + "/statistics").extract().asString())
        .isEqualTo(before);
    database.execute("delete from message where id = 'insight-kept-0'");
    get("ana", "/api/templates/" + id + "/statistics").body("messages", equalTo(12));
    database.execute(
        "update message_days_kept set by_variant = false where day = ?::date", FIRST.toString());
    get("ana", "/api/templates/" + id + "/statistics").body("messages", equalTo(11));
  }

  @Test
  @DisplayName("MSG-199 variants are judged by the first contacts of each, once answers are in")
  void shouldJudgeVariantsByTheirFirstContacts() {
    // Given
    String id = template();
    // When: 400 contacts of each, written to long after it was asked for, without receipts, some
    // twice; of B one in four answers, of A one in ten. Before them what was not sent, and what
    // went to who had just written while the text waited for its approval
    database.execute(
        """
        insert into message (tenant, id, conversation_id, direction, channel, from_number,
          to_number, body, carrier, connection_id, created_at, handed_over_at, state, segments,
          sent_at, template_id, template_version, template_variant)
        select 'aurora', 'insight-ab-' || n || '-' || again, 'insight', 'OUTBOUND',
          case when n < -50 then 'WHATSAPP' else 'SMS' end, '+551140028922',
          '+55119' || 80000000 + n, 'Oi', 'TWILIO', 'c', now() - interval '40 days', left_at,
          case when n between -50 and -1 then 'FAILED' else 'SENT' end, 1,
          case when n between -50 and -1 then null else left_at end, ?, 1,
          case when n % 2 = 0 then 'A' else 'B' end
        from (select n, again,
            now() - interval '10 days' + n * interval '1 second' + again * interval '1 hour'
              as left_at
          from generate_series(-100, 799) n, generate_series(0, 1) again
          where again = 0 or n between 0 and 99) rows
        """,
        id);
    database.execute(
        """
        insert into message_answer (tenant, message_id, message_at, replied_at)
        select tenant, id, created_at, handed_over_at + interval '1 minute' from message
        where template_id = ? and id like '%-0' and channel = 'SMS' and state = 'SENT'
          and (template_variant = 'A' and substr(to_number, 6)::bigint / 2 % 10 = 0
            or template_variant = 'B' and substr(to_number, 6)::bigint / 2 % 4 = 0)
        """,
        id);
    sameElsewhere(id);
    // Then
    get("breno", "/api/templates/" + id + "/statistics").statusCode(404);
    get("ana", "/api/templates/" + id + "/statistics")
        .statusCode(200)
        .body("messages", equalTo(1000))
        .body("variants.variant", contains("A", "B"))
        .body("variants.sent", contains(475, 475))
        .body("variants.reply.share", contains(0.0842f, 0.2105f))
        .body("comparison.sample", equalTo(400))
        .body("comparison.samples.contacts", contains(400, 400))
        .body("comparison.samples.replied", contains(40, 100))
        .body("comparison.state", equalTo("winner"))
        .body("comparison.winner", equalTo("B"));
  }

  /** Another organization has as many messages that name the same template. */
  private void sameElsewhere(String template) {
    database.execute(
        """
        insert into message (tenant, id, conversation_id, direction, channel, from_number,
          to_number, body, carrier, connection_id, created_at, handed_over_at, state, segments,
          sent_at, delivered_at, failed_at, template_id, template_version, template_variant)
        select 'boreal', replace(id, 'insight-', 'insight-boreal-'), conversation_id, direction,
          channel, from_number, to_number, body, carrier, connection_id, created_at,
          handed_over_at, state, segments, sent_at, delivered_at, failed_at, template_id,
          template_version, template_variant
        from message where template_id = ?
        """,
        template);
  }

  private static String template() {
    return ApiUser.as("ana")
        .post(
            "/api/templates",
            Map.of(
                "name",
                "teste_" + System.nanoTime(),
                "category",
                "other",
                "channel",
                "sms",
                "variants",
                List.of(Map.of("key", "A", "body", "Oi"), Map.of("key", "B", "body", "Ola"))),
            null)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}

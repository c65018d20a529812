package dev.ramal.messaging.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.history.ScopedList.Page;
import dev.ramal.testkit.Postgres;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An organization of 20,000 messages in 4,000 threads, of which one in twenty is this person's and
 * one in a hundred nobody's.
 */
@MessagingTest
class ListPlansTest {
  private static final Postgres DATABASE = Postgres.database("messaging");
  private static final TenantId TENANT = TenantId.of("plans");
  private static final Cursor PLACE =
      new Cursor(Instant.parse("2026-02-15T00:00:00Z"), "00000000-0000-0000-0000-000000000000");

  private static final String FILL_THREADS =
      """
      insert into conversation (tenant, id, contact, channel, owner_id, our_number, last_message_at,
        created_at, unread)
      select 'plans', 'c' || i, '+5511' || (900000000 + i), case when i % 2 = 0 then 'SMS' else
        'WHATSAPP' end, case when i % 100 = 7 then null when i % 20 = 0 then 'me'
        else 'agent-' || i % 50 end, '+551140028922',
        timestamptz '2026-01-01' + i * interval '5 minutes', timestamptz '2026-01-01', i % 10 / 9
      from generate_series(1, 4000) i on conflict do nothing
      """;

  private static final String FILL_MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, author_id, owner_id, created_at, state, segments)
      select 'plans', c.id || '-' || k, c.id, case when k % 2 = 0 then 'OUTBOUND' else 'INBOUND' end,
        c.channel, c.contact, c.our_number, 'oi', 'TWILIO', 'conn',
        case when k % 2 = 0 then coalesce(c.owner_id, 'agent-1') end, c.owner_id,
        c.last_message_at - k * interval '1 hour',
        case when k % 2 = 0 then 'DELIVERED' else 'RECEIVED' end, 1
      from conversation c, generate_series(0, 4) k where c.tenant = 'plans' on conflict do nothing
      """;

  private static boolean filled;

  @Inject TenantTransactions transactions;

  @BeforeEach
  void fill() {
    if (!filled) {
      DATABASE.execute(FILL_THREADS);
      DATABASE.execute(FILL_MESSAGES);
      DATABASE.execute("analyze conversation");
      DATABASE.execute("analyze message");
      filled = true;
    }
  }

  @DisplayName("MSG-73 lists are index reads from their place on, as the service sees them")
  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void shouldReadIndexesFromTheirPlace(String name, Page page, List<String> indexes) {
    // When
    String plan =
        transactions
            .inTenant(
                TENANT,
                session -> Sql.of(session).query("explain " + page.text(), page.parameters()))
            .map(rows -> rows.stream().map(row -> row.text(0)).collect(Collectors.joining("\n")))
            .await()
            .atMost(Duration.ofSeconds(20));
    // Then
    assertThat(plan).doesNotContain("Seq Scan", "SubPlan");
    assertThat(indexes).allSatisfy(index -> assertThat(plan).contains("using " + index));
    assertThat(plan.lines().filter(line -> line.contains("Index Cond")))
        .isNotEmpty()
        .allSatisfy(condition -> assertThat(condition).contains("tenant"));
    assertThat(plan.lines().filter(line -> line.contains("Sort Key")))
        .as("one to merge the ways, and one where a way has few rows: %s", plan)
        .hasSizeLessThanOrEqualTo(2);
  }

  static Stream<Arguments> lists() {
    AccessScope me = new AccessScope(TENANT, "me", "me", "Eu", false, false);
    AccessScope all = new AccessScope(TENANT, "boss", "boss", "Chefe", true, true);
    MessageFilter none = MessageFilter.of(null, null, null, null, null);
    return Stream.of(
        Arguments.of(
            "my messages",
            MessageHistoryRepository.page(me, none, PLACE, 51),
            List.of("message_owner", "message_author")),
        Arguments.of(
            "my messages by WhatsApp",
            MessageHistoryRepository.page(
                me, MessageFilter.of("whatsapp", "inbound", null, null, null), null, 51),
            List.of("message_owner")),
        Arguments.of(
            "all messages",
            MessageHistoryRepository.page(all, none, PLACE, 51),
            List.of("message_newest")),
        Arguments.of(
            "a thread",
            MessageHistoryRepository.page(all, MessageFilter.ofThread("c4000"), PLACE, 51),
            List.of("message_thread")),
        Arguments.of(
            "my threads",
            ConversationHistoryRepository.page(me, null, null, false, PLACE, 51),
            List.of("conversation_owner")),
        Arguments.of(
            "all threads",
            ConversationHistoryRepository.page(all, Channel.SMS, null, false, PLACE, 51),
            List.of("conversation_newest")),
        Arguments.of(
            "my unread threads",
            ConversationHistoryRepository.page(me, null, null, true, PLACE, 51),
            List.of("conversation_unread_owner")));
  }
}

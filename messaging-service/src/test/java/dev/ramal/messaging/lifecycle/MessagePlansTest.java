package dev.ramal.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@MessagingTest
@DisplayName("MSG-90 a set reads its own messages, whatever Postgres believes of the tables")
class MessagePlansTest {
  private static final String THREADS =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      select 'plan-' || n %% 8, 'plan-' || n, 'contact-' || n, 'sms', now(), now()
      from generate_series(1, %d) as n
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, carrier_message_id, created_at, state, segments, ask_at)
      select 'plan-' || n %% 8, 'plan-' || n, 'plan-' || n, 'OUTBOUND', 'SMS', '+1', '+2', 'Oi',
        'TWILIO', 'c', 'plan-' || n, now(), 'SENT', 1, now() - interval '1 hour' * n
      from generate_series(1, %d) as n
      """;

  static Stream<Arguments> statements() {
    List<Integer> some = IntStream.rangeClosed(1, 64).mapToObj(n -> n * 300).toList();
    Object[] keys =
        MessageStatements.ofKeys(
            some.stream().map(n -> RowKey.of(TenantId.of("plan-" + n % 8), "plan-" + n)).toList());
    Object[] names =
        MessageStatements.ofCarrierIds(
            some.stream()
                .map(
                    n ->
                        new CarriersMessage(
                            TenantId.of("plan-" + n % 8), Carrier.TWILIO, "plan-" + n))
                .toList());
    Object[] heard =
        MessageStatements.ofHeard(
            some.stream()
                .map(n -> new Heard(TenantId.of("plan-" + n % 8), "plan-" + n, Instant.now()))
                .toList(),
            Duration.ofDays(3));
    Object[] now = {OffsetDateTime.now(), 64};
    return Stream.of(
        arguments(named("lock", MessageStatements.LOCK), keys),
        arguments(named("polls", MessageStatements.TAKE_DUE_POLLS), now),
        arguments(named("sent last", MessageStatements.LAST_SENT), heard),
        arguments(named("carrier's ids", MessageStatements.FIND_BY_CARRIER_ID), names));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void shouldReadWhatIsAskedFor(String sql, Object[] parameters) {
    try (StaleStatistics stale = StaleStatistics.in("messaging", DatabaseConnections.LOOK_UP)) {
      QueryPlan plan =
          stale.grown("conversation", THREADS).grown("message", MESSAGES).plan(sql, parameters);
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.removed()).as("%s", plan).isZero();
      assertThat(plan.pages()).as("%s", plan).isLessThan(64 * 36);
    }
  }
}

package dev.ramal.calls.numbers;

import dev.ramal.calls.connections.ConnectedNumbers;
import dev.ramal.events.Carrier;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers that an administrator enters with an account, instead of buying them here. */
@ApplicationScoped
class EnterNumbers implements ConnectedNumbers {
  private static final String LEAVE =
      """
      update numbers set state = 'REMOVED', updated_at = $4, updated_by = $5
      where tenant = $1 and connection_id = $2 and state = 'ACTIVE' and not bought
        and not (number = any($3::text[]))
      """;

  private static final String ENTER =
      """
      insert into numbers (tenant, id, number, connection_id, carrier, state, bought, position,
        created_at, updated_at, updated_by)
      select $4, given.id, given.number, $5, $6, 'ACTIVE', false, given.place, $7, $7, $8
      from unnest($1::text[], $2::text[], $3::int[]) as given (id, number, place)
      on conflict (tenant, connection_id, number) where state in ('ORDERED', 'ACTIVE', 'RELEASING')
        do update set position = excluded.position
      """;

  private static final String ALL =
      """
      select number from numbers where tenant = $1 and connection_id = $2 and state = 'ACTIVE'
      order by position, id
      """;

  private static final String BOUGHT =
      """
      select 1 from numbers where tenant = $1 and connection_id = $2 and bought
        and state in ('ORDERED', 'ACTIVE', 'RELEASING') limit 1
      """;

  private final Clock clock;

  EnterNumbers(Clock clock) {
    this.clock = clock;
  }

  private record Given(String id, String number, int place) {}

  @Override
  public Uni<List<String>> enter(
      Sql sql, RowKey connection, Carrier carrier, List<String> numbers, String userId) {
    Instant now = clock.instant();
    List<Given> given =
        IntStream.range(0, numbers.size())
            .mapToObj(n -> new Given(UuidV7.next().toString(), numbers.get(n), n))
            .toList();
    return sql.query(
            LEAVE,
            connection.tenant(),
            connection.id(),
            numbers.toArray(String[]::new),
            now.atOffset(ZoneOffset.UTC),
            userId)
        .chain(
            () ->
                sql.query(
                    ENTER,
                    Columns.of(given)
                        .text(Given::id)
                        .text(Given::number)
                        .integer(Given::place)
                        .scalar(connection.tenant())
                        .scalar(connection.id())
                        .scalar(carrier.name())
                        .scalar(now)
                        .scalar(userId)
                        .parameters()))
        .chain(() -> sql.query(ALL, connection.tenant(), connection.id()))
        .map(rows -> rows.stream().map(row -> row.text(0)).toList());
  }

  @Override
  public Uni<Boolean> anyBought(Sql sql, RowKey connection) {
    return sql.query(BOUGHT, connection.tenant(), connection.id()).map(rows -> !rows.isEmpty());
  }
}

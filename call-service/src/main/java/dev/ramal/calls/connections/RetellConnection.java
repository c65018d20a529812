package dev.ramal.calls.connections;

import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Tells others of an account whose numbers have changed, in the transaction that changed them. */
@ApplicationScoped
public class RetellConnection {
  private static final String CHANGED =
      "update carrier_connections set version = version + 1, updated_at = $3"
          + " where tenant = $1 and id = $2 returning "
          + ConnectionRow.COLUMNS;

  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  RetellConnection(Outbox outbox, Events events, Clock clock) {
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  /** Its row stays locked until the transaction ends. */
  public Uni<Void> numbersChanged(Sql sql, RowKey connection) {
    Instant now = clock.instant();
    return sql.query(CHANGED, connection.tenant(), connection.id(), now.atOffset(ZoneOffset.UTC))
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : outbox.append(
                        sql,
                        events.create(
                            connection.organization(),
                            Topics.CONNECTIONS,
                            connection.id(),
                            null,
                            ConnectionRow.read(rows.get(0)).published(now))));
  }
}

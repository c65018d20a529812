package dev.ramal.kit.outbox;

import dev.ramal.events.Event;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Writes events into the transaction that caused them; the relay publishes them after the commit.
 *
 * <p>Failure policy: an event is published at least once if and only if its transaction commits.
 * Readers drop repetitions by event id.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class Outbox {
  /** Of a row: what {@link #repeatFrom} takes, in this order. */
  public static final String COLUMNS =
      "id, tenant, topic, record_key, type, headers, payload, partition";

  /** The transaction is known before it takes a number: see {@link Floors}. */
  private static final String INSERT =
      """
      insert into outbox (id, tenant, topic, record_key, type, headers, payload, partition)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::int[])
      where pg_current_xact_id() is not null
      """;

  private final Runnable wakeRelay;

  Outbox(OutboxRelay relay) {
    this.wakeRelay = relay::wake;
  }

  /** Appends one event. */
  public Uni<Void> append(Sql sql, Event<?> event) {
    return Uni.createFrom().deferred(() -> appendAll(sql, List.of(OutboxEntry.of(event))));
  }

  /** Appends the events in this order, with one statement. */
  public Uni<Void> appendAll(Sql sql, List<OutboxEntry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    sql.afterCommit(() -> EventLog.tell(entries));
    return repeatAll(sql, entries);
  }

  /**
   * The same for events that were published before: they happened then, and the log has them.
   *
   * @param entries with the ids that they had
   */
  public Uni<Void> repeatAll(Sql sql, List<OutboxEntry> entries) {
    if (entries.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    sql.afterCommit(wakeRelay);
    return sql.query(
            INSERT,
            Columns.of(entries)
                .text(entry -> entry.event().id())
                .text(entry -> entry.event().tenant())
                .text(entry -> entry.event().topic())
                .text(entry -> entry.event().key())
                .text(entry -> entry.event().type())
                .text(OutboxEntry::headers)
                .text(OutboxEntry::payload)
                .integer(entry -> KeyPartitions.of(entry.event().key()))
                .parameters())
        .replaceWithVoid();
  }

  /**
   * The same for events that were kept aside in a table of their own, with one statement and
   * without reading them.
   *
   * @param rows a select of {@link #COLUMNS}, in the order in which they are to be published
   * @return how many
   */
  public Uni<Long> repeatFrom(Sql sql, String rows, Object... parameters) {
    sql.afterCommit(wakeRelay);
    return sql.query(
            "with repeated as (insert into outbox ("
                + COLUMNS
                + ") select * from ("
                + rows
                + ") kept where pg_current_xact_id() is not null returning 1)"
                + " select count(*) from repeated",
            parameters)
        .map(found -> found.get(0).bigint(0));
  }

  /** Into which partition a row of the key is written; the same for ever. */
  public static int partitionOf(String recordKey) {
    return KeyPartitions.of(recordKey);
  }
}

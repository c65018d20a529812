package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds messages to change, which come locked until the transaction ends, and by carrier id. */
@ApplicationScoped
public class MessageRepository {
  /**
   * The messages of any organizations that a transaction works on; those that do not exist are
   * missing.
   *
   * @param named by their carriers: which messages that are, says the set
   */
  public Uni<MessageSet> lockAll(
      Sql sql, Collection<RowKey> keys, Collection<CarriersMessage> named) {
    return findByCarrierIds(sql, named)
        .chain(
            found -> {
              List<RowKey> wanted = new ArrayList<>(keys);
              found.forEach((name, id) -> wanted.add(RowKey.of(name.tenant(), id.value())));
              return lockAll(sql, MessageStatements.LOCK, wanted)
                  .map(rows -> new MessageSet(rows, found));
            });
  }

  /**
   * The messages of any organizations that a transaction works on, without those that somebody else
   * holds: what one organization locks holds up no other.
   */
  public Uni<MessageSet> lockFree(Sql sql, Collection<RowKey> keys) {
    return lockAll(sql, MessageStatements.LOCK_FREE, keys)
        .map(rows -> new MessageSet(rows, Map.of()));
  }

  /** Null when the organization has no such message. */
  public Uni<MessageRow> lock(Sql sql, TenantId tenant, MessageId id) {
    return lockAll(sql, MessageStatements.LOCK, List.of(RowKey.of(tenant, id.value())))
        .map(rows -> rows.isEmpty() ? null : rows.get(0));
  }

  /** Of ids of a carrier's, those of which the organization has no message. */
  public Uni<List<String>> unknown(
      Sql sql, TenantId tenant, Carrier carrier, List<String> carrierMessageIds) {
    return findByCarrierIds(
            sql,
            carrierMessageIds.stream().map(id -> new CarriersMessage(tenant, carrier, id)).toList())
        .map(
            known ->
                carrierMessageIds.stream()
                    .filter(id -> !known.containsKey(new CarriersMessage(tenant, carrier, id)))
                    .toList());
  }

  /**
   * Messages about which the carrier is due to be asked, oldest first. Whoever takes one plans the
   * next poll: nobody else will.
   */
  @AcrossTenants("overdue messages of every organization")
  public Uni<List<DuePoll>> takeDuePolls(Sql sql, Instant now, int limit) {
    return sql.query(MessageStatements.TAKE_DUE_POLLS, now.atOffset(ZoneOffset.UTC), limit)
        .map(rows -> rows.stream().map(DuePoll::read).toList());
  }

  /**
   * All messages of a thread are its owner's to see.
   *
   * @param ownerId null for nobody
   */
  public Uni<Void> own(Sql sql, TenantId tenant, String thread, String ownerId) {
    return sql.query(MessageStatements.OWN, tenant.value(), thread, ownerId).replaceWithVoid();
  }

  /** The same of many threads, by the owner of each. */
  public Uni<Void> own(Sql sql, List<ConversationRow> threads) {
    return threads.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                MessageStatements.OWN_ALL,
                Columns.of(threads)
                    .text(ConversationRow::tenant)
                    .text(ConversationRow::id)
                    .text(ConversationRow::ownerId)
                    .parameters())
            .replaceWithVoid();
  }

  /**
   * What was sent last before something came.
   *
   * @return without those before which nothing was
   */
  public Uni<Map<Heard, MessageId>> lastSent(Sql sql, Collection<Heard> heard, Duration within) {
    return heard.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : sql.query(MessageStatements.LAST_SENT, MessageStatements.ofHeard(heard, within))
            .map(
                rows -> {
                  Map<Heard, MessageId> sent = new HashMap<>();
                  rows.forEach(
                      row ->
                          sent.put(
                              new Heard(TenantId.of(row.text(0)), row.text(1), row.instant(2)),
                              new MessageId(row.text(3))));
                  return sent;
                });
  }

  /**
   * How many messages a contact has written in a thread after a certain one; null when that is not
   * in it.
   */
  public Uni<Integer> inboundAfter(Sql sql, TenantId tenant, String thread, MessageId read) {
    return sql.query(MessageStatements.INBOUND_AFTER, tenant.value(), thread, read.value())
        .map(rows -> rows.isEmpty() ? null : rows.get(0).integer(0));
  }

  /** A file of a message lies in our store. */
  public Uni<Void> keepMedia(
      Sql sql,
      TenantId tenant,
      MessageId id,
      int position,
      long bytes,
      String sha256,
      String contentType) {
    return sql.query(
            MessageStatements.KEEP_MEDIA,
            tenant.value(),
            id.value(),
            "" + position,
            bytes,
            sha256,
            contentType)
        .replaceWithVoid();
  }

  /** All messages of one thread go into another. */
  public Uni<Void> move(Sql sql, TenantId tenant, String from, String to) {
    return sql.query(MessageStatements.MOVE, tenant.value(), from, to).replaceWithVoid();
  }

  /** Stores messages that are new and what was changed of those that are locked. */
  Uni<Void> write(Sql sql, Collection<MessageRow> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(MessageStatements.WRITE, MessageStatements.ofRows(rows)).replaceWithVoid();
  }

  private static Uni<List<MessageRow>> lockAll(Sql sql, String statement, Collection<RowKey> keys) {
    return keys.isEmpty()
        ? Uni.createFrom().item(List.of())
        : sql.query(statement, MessageStatements.ofKeys(keys)).map(MessageRepository::read);
  }

  private static Uni<Map<CarriersMessage, MessageId>> findByCarrierIds(
      Sql sql, Collection<CarriersMessage> named) {
    return named.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : sql.query(MessageStatements.FIND_BY_CARRIER_ID, MessageStatements.ofCarrierIds(named))
            .map(
                rows -> {
                  Map<CarriersMessage, MessageId> found = new HashMap<>();
                  rows.forEach(row -> found.put(name(row), new MessageId(row.text(3))));
                  return found;
                });
  }

  private static CarriersMessage name(SqlRow row) {
    return new CarriersMessage(TenantId.of(row.text(0)), Carrier.of(row.text(1)), row.text(2));
  }

  private static List<MessageRow> read(List<SqlRow> rows) {
    return rows.stream().map(MessageRow::read).toList();
  }
}

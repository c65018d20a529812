package dev.ramal.messaging.conversations;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds or opens the threads of contacts, and stores what becomes of them. */
@ApplicationScoped
public class ConversationRepository {
  private static final String COLUMNS = ConversationRow.columns();
  private static final Comparator<ConversationRow> IN_ORDER =
      Comparator.comparing(ConversationRow::thread);

  /**
   * Two callers that open the same thread end up with the same row; keys come sorted, so that they
   * wait for each other instead of deadlocking.
   */
  private static final String OPEN =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      select tenant, id, contact, channel, at, at
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
        as given (tenant, id, contact, channel, at)
      on conflict (tenant, contact, channel) do update set contact = excluded.contact
      returning %s
      """
          .formatted(COLUMNS);

  private static final String BEGIN =
      """
      insert into conversation (%s)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[],
        $13::timestamptz[], $14::text[], $15::text[], $16::int[], $17::text[], $18::text[],
        $19::timestamptz[], $20::timestamptz[])
      """
          .formatted(COLUMNS);

  private static final String WRITE =
      BEGIN
          + """
          on conflict (tenant, id) do update set contact_name = excluded.contact_name,
            contact_user_id = excluded.contact_user_id, windows = excluded.windows,
            contact_id = excluded.contact_id, owner_id = excluded.owner_id,
            owner_name = excluded.owner_name, our_number = excluded.our_number,
            connection_id = excluded.connection_id, last_inbound_at = excluded.last_inbound_at,
            last_message_at = excluded.last_message_at, unread = excluded.unread,
            spoke_id = excluded.spoke_id, spoke_name = excluded.spoke_name,
            spoke_at = excluded.spoke_at, released_at = excluded.released_at
          """;

  private static final String FIND =
      "select %s from conversation where tenant = $1 and id = $2".formatted(COLUMNS);

  private static final String FIND_OF_CONTACT =
      "select %s from conversation where tenant = $1 and contact = $2 and channel = $3"
          .formatted(COLUMNS);

  private static final String FIND_ALL =
      """
      select c.* from unnest($1::text[], $2::text[]) as wanted (tenant, id)
      cross join lateral (select %s from conversation
        where tenant = wanted.tenant and id = wanted.id limit 1) c
      """
          .formatted(COLUMNS);

  private static final String LOCK = FIND + " for update";

  /** Sorted, as threads that are opened. */
  private static final String LOCK_OF_CONTACTS =
      """
      select c.* from unnest($1::text[], $2::text[], $3::text[]) as wanted (tenant, contact, channel)
      cross join lateral (select %s from conversation
        where tenant = wanted.tenant and contact = wanted.contact and channel = wanted.channel
        for update) c
      """
          .formatted(COLUMNS);

  /**
   * Locked until the transaction ends.
   *
   * @param threads when each was opened, if it was not there before
   */
  public Uni<Map<ThreadKey, ConversationRow>> openAll(Sql sql, Map<ThreadKey, Instant> threads) {
    if (threads.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<Map.Entry<ThreadKey, Instant>> sorted = List.copyOf(new TreeMap<>(threads).entrySet());
    return sql.query(
            OPEN,
            Columns.of(sorted)
                .text(thread -> thread.getKey().tenant())
                .text(thread -> UuidV7.next())
                .text(thread -> thread.getKey().contact())
                .text(thread -> thread.getKey().channel())
                .instant(Map.Entry::getValue)
                .parameters())
        .map(ConversationRepository::read);
  }

  /** Locked until the transaction ends. */
  public Uni<ConversationRow> open(Sql sql, ThreadKey key, Instant now) {
    return openAll(sql, Map.of(key, now)).map(opened -> opened.get(key));
  }

  /**
   * The threads that are there, locked until the transaction ends, and of the others new ones that
   * are nowhere yet: whoever writes into one begins it ({@link #begin}).
   *
   * @param now when they begin
   */
  public Uni<Map<ThreadKey, ConversationRow>> lockOrNew(
      Sql sql, Collection<ThreadKey> keys, Instant now) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<ThreadKey> sorted = keys.stream().distinct().sorted().toList();
    return sql.query(
            LOCK_OF_CONTACTS,
            Columns.of(sorted)
                .text(ThreadKey::tenant)
                .text(ThreadKey::contact)
                .text(ThreadKey::channel)
                .parameters())
        .map(ConversationRepository::read)
        .invoke(
            found ->
                sorted.forEach(
                    key -> found.computeIfAbsent(key, one -> ConversationRow.begin(one, now))));
  }

  /**
   * Stores threads that were not there. Where somebody else has begun one in the meantime, the
   * transaction fails as {@link BegunByTwo} knows, and is to be repeated.
   */
  public Uni<Void> begin(Sql sql, Collection<ConversationRow> threads) {
    return write(sql, BEGIN, threads);
  }

  /** Stores threads that are locked. */
  public Uni<Void> write(Sql sql, Collection<ConversationRow> threads) {
    return write(sql, WRITE, threads);
  }

  private static Uni<Void> write(Sql sql, String statement, Collection<ConversationRow> threads) {
    if (threads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.query(
            statement,
            Columns.of(threads.stream().sorted(IN_ORDER).toList())
                .text(row -> row.key.tenant())
                .text(row -> row.key.id())
                .text(row -> row.contact)
                .text(row -> row.channel)
                .text(row -> row.contactName)
                .text(row -> row.contactId)
                .text(row -> row.ownerId)
                .text(row -> row.ownerName)
                .text(row -> row.ourNumber)
                .text(row -> row.connectionId)
                .instant(row -> row.lastInboundAt)
                .instant(row -> row.lastMessageAt)
                .instant(row -> row.createdAt)
                .text(row -> row.contactUserId)
                .text(row -> row.windows)
                .integer(row -> row.unread)
                .text(row -> row.spokeId)
                .text(row -> row.spokeName)
                .instant(row -> row.spokeAt)
                .instant(row -> row.releasedAt)
                .parameters())
        .replaceWithVoid();
  }

  /** Locked until the transaction ends; null when the organization has no such thread. */
  public Uni<ConversationRow> lock(Sql sql, TenantId tenant, String id) {
    return sql.query(LOCK, tenant.value(), id).map(ConversationRepository::first);
  }

  /** Null when nobody wrote in it yet. */
  public Uni<ConversationRow> find(Sql sql, ThreadKey key) {
    return sql.query(
            FIND_OF_CONTACT, key.tenant().value(), key.contact().value(), key.channel().name())
        .map(ConversationRepository::first);
  }

  /** Null when the organization has no such thread. */
  public Uni<ConversationRow> find(Sql sql, TenantId tenant, String id) {
    return sql.query(FIND, tenant.value(), id).map(ConversationRepository::first);
  }

  /** Of any organizations; those that do not exist are missing. */
  public Uni<Map<RowKey, ConversationRow>> findAll(Sql sql, Collection<RowKey> keys) {
    return sql.query(
            FIND_ALL,
            Columns.of(keys.stream().distinct().toList())
                .text(RowKey::tenant)
                .text(RowKey::id)
                .parameters())
        .map(
            rows ->
                rows.stream()
                    .map(ConversationRow::read)
                    .collect(Collectors.toMap(row -> row.key, row -> row)));
  }

  private static ConversationRow first(List<SqlRow> rows) {
    return rows.isEmpty() ? null : ConversationRow.read(rows.get(0));
  }

  private static Map<ThreadKey, ConversationRow> read(List<SqlRow> rows) {
    Map<ThreadKey, ConversationRow> threads = new HashMap<>();
    rows.stream().map(ConversationRow::read).forEach(row -> threads.put(row.thread(), row));
    return threads;
  }
}

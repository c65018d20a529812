package dev.ramal.messaging.history;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.history.ScopedList.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads threads within what a person may see, the one with the newest message first. */
@ApplicationScoped
class ConversationHistoryRepository {
  private static final List<String> WAYS = List.of("owner_id = $2", "owner_id is null");
  private static final int OPTED_OUT = 20;

  /**
   * A thread as it is read.
   *
   * @param optedOut whether the contact takes no more messages, on whichever channel that was said
   */
  record Thread(ConversationRow row, boolean optedOut) {}

  /** Null when there is none that the person may see. */
  Uni<Thread> find(Sql sql, AccessScope scope, String id) {
    return read(
            sql,
            select(scope, false).and("id = ?", id).newestFirst("last_message_at", "id", null, 1))
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  /**
   * @param channel null for both
   * @param contact null for everybody
   * @param unread whether only threads in which something is unread
   * @param after null for the first page
   */
  Uni<List<Thread>> list(
      Sql sql,
      AccessScope scope,
      Channel channel,
      String contact,
      boolean unread,
      Cursor after,
      int limit) {
    return read(sql, page(scope, channel, contact, unread, after, limit));
  }

  /** The threads of one contact, on both channels. */
  Uni<List<Thread>> ofContact(Sql sql, AccessScope scope, String contact) {
    return list(sql, scope, null, contact, false, null, Channel.values().length);
  }

  static Page page(
      AccessScope scope, Channel channel, String contact, boolean unread, Cursor after, int limit) {
    return select(scope, unread)
        .and("channel = ?", channel == null ? null : channel.name())
        .and("contact = ?", contact)
        .newestFirst("last_message_at", "id", after, limit);
  }

  private static ScopedList select(AccessScope scope, boolean unread) {
    String select = "select %s from conversation".formatted(ConversationRow.columns());
    return ScopedList.of(select, scope, WAYS, unread ? "unread > 0" : null);
  }

  private static Uni<List<Thread>> read(Sql sql, Page page) {
    String text =
        """
        select c.*, exists (select 1 from opt_out o where o.tenant = c.tenant
          and o.contact = c.contact
          and (o.opted_in_at is null or o.opted_in_at <= o.opted_out_at))
          or exists (select 1 from contact_consent_numbers named
            join contact_consents said on said.tenant = named.tenant
              and said.contact_id = named.contact_id and said.said_at = named.said_at
            where named.tenant = c.tenant and named.number = c.contact and said.declined)
        from (%s) c order by c.last_message_at desc, c.id desc
        """
            .formatted(page.text());
    return sql.query(text, page.parameters())
        .map(rows -> rows.stream().map(ConversationHistoryRepository::thread).toList());
  }

  private static Thread thread(SqlRow row) {
    return new Thread(ConversationRow.read(row), row.bool(OPTED_OUT));
  }
}

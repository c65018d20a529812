package dev.ramal.messaging.history;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.history.ScopedList.Page;
import dev.ramal.messaging.lifecycle.MessageRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads messages within what a person may see, newest first. Sales people see the threads they own,
 * threads nobody owns yet, and whatever they wrote themselves.
 */
@ApplicationScoped
public class MessageHistoryRepository {
  private static final List<String> WAYS =
      List.of(
          "owner_id = $2",
          "owner_id is null",
          "author_id = $2 and owner_id is not null and owner_id <> $2");

  /** Null when there is none that the person may see. */
  public Uni<SeenMessage> find(Sql sql, AccessScope scope, String id) {
    return read(sql, select(scope).and("id = ?", id).newestFirst("created_at", "id", null, 1))
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  /**
   * @param after null for the first page
   */
  public Uni<List<SeenMessage>> list(
      Sql sql, AccessScope scope, MessageFilter filter, Cursor after, int limit) {
    return read(sql, page(scope, filter, after, limit));
  }

  static Page page(AccessScope scope, MessageFilter filter, Cursor after, int limit) {
    return select(scope)
        .and("channel = ?", filter.channel() == null ? null : filter.channel().name())
        .and("direction = ?", filter.direction() == null ? null : filter.direction().name())
        .and("state = ?", filter.state() == null ? null : filter.state().name())
        .and("conversation_id = ?", filter.conversationId())
        .and(
            "conversation_id = any(array(select c.id from conversation c where c.tenant = $1 and"
                + " c.contact = ?))",
            filter.contact() == null ? null : filter.contact().value())
        .newestFirst("created_at", "id", after, limit);
  }

  private static ScopedList select(AccessScope scope) {
    return ScopedList.of("select %s from message".formatted(MessageRow.columns()), scope, WAYS);
  }

  private static Uni<List<SeenMessage>> read(Sql sql, Page page) {
    return sql.query(page.text(), page.parameters())
        .map(rows -> rows.stream().map(MessageRow::read).map(SeenMessage::of).toList());
  }
}

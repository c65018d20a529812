package dev.ramal.calls.history;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Lists calls, newest first, by keyset: a page costs the same however deep it lies. It reads the
 * columns that {@code lifecycle} keeps for such questions, and never the facts.
 */
@ApplicationScoped
class CallList {
  private static final String ITEMS =
      """
      select id, status, direction, agent_id, agent_name, from_number, to_number, contact_id,
        deal_id, campaign_id, carrier, destination_class, disposition, requested_at, answered_at,
        ended_at, ring_seconds, talk_seconds, cause, hung_up_by
      from calls where tenant = $1\
      """;

  private static final CarrierColumn CARRIER = new CarrierColumn();

  Uni<List<CallItem>> of(Sql sql, TenantId tenant, CallFilter filter, int most) {
    return statement(tenant, filter, most)
        .rows(sql)
        .map(rows -> rows.stream().map(CallList::item).toList());
  }

  /** The status stands in the text: the indexes by status are partial. */
  static ListStatement statement(TenantId tenant, CallFilter filter, int most) {
    ListStatement statement = ListStatement.of(ITEMS, tenant.value());
    if (filter.status() != null) {
      statement.and("status = '" + filter.status().name() + "'");
    }
    return statement
        .and("agent_id = ?", filter.agentId())
        .and("contact_id = ?", filter.contactId())
        .and("requested_at >= ?", filter.from())
        .and("requested_at < ?", filter.before())
        .newestFirst("requested_at", "id", filter.behind(), most);
  }

  private static CallItem item(SqlRow row) {
    return new CallItem(
        row.text(0),
        CallStatus.valueOf(row.text(1)),
        Direction.valueOf(row.text(2)),
        row.text(3),
        row.text(4),
        row.text(5),
        row.text(6),
        row.text(7),
        row.text(8),
        row.text(9),
        CARRIER.convertToEntityAttribute(row.text(10)),
        row.text(11),
        row.text(12),
        row.instant(13),
        row.instant(14),
        row.instant(15),
        row.integer(16),
        row.integer(17),
        row.text(18),
        row.text(19));
  }

  /**
   * Which calls of an organization; a null part asks for nothing.
   *
   * @param from requested at or after
   * @param before requested before
   * @param behind where the page begins
   */
  record CallFilter(
      CallStatus status,
      String agentId,
      String contactId,
      Instant from,
      Instant before,
      Cursor behind) {}
}

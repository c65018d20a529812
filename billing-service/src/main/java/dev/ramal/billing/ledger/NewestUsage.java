package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The question for the newest usage of an organization, each where its newest entry lies: it may
 * have turned out to have begun at another time than its first entry says, and in another month. It
 * names only what is asked for, so that each filter has a plan of its own; months go before times,
 * as in the indexes, and are in the same order.
 */
final class NewestUsage {
  private final List<Object> parameters = new ArrayList<>();
  private final StringBuilder sql =
      new StringBuilder(
          """
          select usage_id from ledger_entries e where number = (
            select max(n.number) from ledger_entries n
            where n.tenant = e.tenant and n.usage_id = e.usage_id)\
          """);

  NewestUsage(TenantId tenant, UsageFilter filter) {
    and("tenant = ?", tenant.value());
    if (filter.month() != null) {
      and("month = ?", filter.month().toString());
    }
    if (filter.subject() != null) {
      and("subject = ?", filter.subject());
    }
    if (filter.subjectId() != null) {
      and("subject_id = ?", filter.subjectId());
    }
    if (filter.meter() != null) {
      and("meter = ?", filter.meter().wire());
    }
    filter.after().ifPresent(place -> after(place, filter.month() != null));
    sql.append(" order by month desc, occurred_at desc, usage_id desc limit ")
        .append(filter.most());
  }

  String sql() {
    return sql.toString();
  }

  List<Object> parameters() {
    return parameters;
  }

  /** Inside a month the index is entered at the time, otherwise at the month. */
  private void after(Cursor place, boolean insideMonth) {
    UUID id = UUID.fromString(place.id());
    if (insideMonth) {
      and("(occurred_at, usage_id) < (?, ?)", time(place.time()), id);
    } else {
      String month = BillingMonth.at(place.time()).toString();
      and("(month, occurred_at, usage_id) < (?, ?, ?)", month, time(place.time()), id);
    }
  }

  private void and(String condition, Object... values) {
    String numbered = condition;
    for (Object value : values) {
      parameters.add(value);
      numbered = numbered.replaceFirst("\\?", "\\$" + parameters.size());
    }
    sql.append(" and ").append(numbered);
  }

  private static Object time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

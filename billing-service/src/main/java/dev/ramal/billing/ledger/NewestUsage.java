package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The question for the newest usage of an organization. It names only what is asked for, so that
 * each filter has a plan of its own; a month is the range of time that it is, because the indexes
 * are in order of time.
 */
final class NewestUsage {
  private final List<Object> parameters = new ArrayList<>();
  private final StringBuilder sql =
      new StringBuilder("select usage_id, occurred_at from ledger_entries where number = 1");

  NewestUsage(TenantId tenant, UsageFilter filter) {
    and("tenant = ?", tenant.value());
    if (filter.month() != null) {
      and("occurred_at >= ?", time(filter.month().start()));
      and("occurred_at < ?", time(filter.month().next().start()));
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
    filter.after().ifPresent(this::after);
    sql.append(" order by occurred_at desc, usage_id desc limit ").append(filter.most());
  }

  String sql() {
    return sql.toString();
  }

  List<Object> parameters() {
    return parameters;
  }

  private void after(Cursor place) {
    and("(occurred_at, usage_id) < (?, ?)", time(place.time()), UUID.fromString(place.id()));
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

package dev.ramal.messaging.history;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list within what a person may see, newest first. For each way in which somebody may see a row
 * one index is read from the page's place on, and the newest of all ways are taken: no row is read
 * only to be left out.
 */
final class ScopedList {
  private static final String WAY = "{way}";

  private final ListStatement statement;
  private final List<String> ways;

  private ScopedList(ListStatement statement, List<String> ways) {
    this.statement = statement;
    this.ways = ways;
  }

  /**
   * @param select ends before the {@code where}
   * @param ways to see a row for whoever does not see all; each names the user as {@code $2}, and
   *     no row is found in two ways
   */
  static ScopedList of(String select, AccessScope scope, List<String> ways) {
    return of(select, scope, ways, null);
  }

  /**
   * @param always what holds of each row, as an index has it; null for nothing
   */
  static ScopedList of(String select, AccessScope scope, List<String> ways, String always) {
    String where = " where tenant = $1 and " + WAY + (always == null ? "" : " and " + always);
    String tenant = scope.tenant().value();
    return scope.readsAll()
        ? new ScopedList(ListStatement.of(select + where, tenant), List.of("true"))
        : new ScopedList(ListStatement.of(select + where, tenant, scope.userId()), ways);
  }

  /**
   * @param condition with {@code ?} for the value
   * @param value null leaves the condition out
   */
  ScopedList and(String condition, Object value) {
    statement.and(condition, value);
    return this;
  }

  /**
   * Ends the list.
   *
   * @param behind null for the first page
   */
  Page newestFirst(String time, String id, Cursor behind, int most) {
    statement.newestFirst(time, id, behind, most);
    String text =
        ways.stream()
            .map(way -> "(" + statement.text().replace(WAY, way) + ")")
            .collect(Collectors.joining(" union all "));
    return new Page(
        ways.size() == 1
            ? text
            : "select * from (%s) seen order by %s desc, %s desc limit %d"
                .formatted(text, time, id, most),
        statement.parameters());
  }

  /** A statement with its parameters, see {@link Columns}. */
  record Page(String text, Object[] parameters) {}
}

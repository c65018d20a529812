package dev.ramal.kit.paging;

import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement of a list, newest first. Conditions are added as they are asked for, so that each
 * question gets the plan that suits it; a page begins behind a cursor by comparing the two columns
 * of the order as one, which an index answers at whatever depth.
 */
public final class ListStatement {
  private final StringBuilder text;
  private final List<Object> parameters = new ArrayList<>();

  private ListStatement(String select) {
    text = new StringBuilder(select);
  }

  /**
   * @param select ends where conditions may follow, after a {@code where} with its first
   * @param parameters of it, {@code $1} first
   */
  public static ListStatement of(String select, Object... parameters) {
    ListStatement statement = new ListStatement(select);
    statement.parameters.addAll(List.of(parameters));
    return statement;
  }

  /**
   * @param condition with {@code ?} for the value
   * @param value null leaves the condition out
   */
  public ListStatement and(String condition, Object value) {
    return value == null ? this : and(condition.replace("?", parameter(value)));
  }

  /** A condition without a value, or with constants of ours. */
  public ListStatement and(String condition) {
    text.append(" and ").append(condition);
    return this;
  }

  /**
   * What is open, or what is over.
   *
   * @param endedAt column that is null while it is open
   * @param open null for both
   */
  public ListStatement open(String endedAt, Boolean open) {
    return open == null ? this : and(endedAt + (open ? " is null" : " is not null"));
  }

  /**
   * Ends the statement.
   *
   * @param time column of the order
   * @param id column that breaks ties
   * @param behind null for the first page
   */
  public ListStatement newestFirst(String time, String id, Cursor behind, int most) {
    if (behind != null) {
      String values = parameter(behind.time()) + ", " + parameter(behind.id());
      and("(%s, %s) < (%s)".formatted(time, id, values));
    }
    text.append(" order by %s desc, %s desc limit %s".formatted(time, id, parameter(most)));
    return this;
  }

  private String parameter(Object value) {
    parameters.add(value);
    return "$" + parameters.size();
  }

  public String text() {
    return text.toString();
  }

  public Object[] parameters() {
    Columns<Object> columns = Columns.of(List.of());
    parameters.forEach(columns::scalar);
    return columns.parameters();
  }

  public Uni<List<SqlRow>> rows(Sql sql) {
    return sql.query(text(), parameters());
  }
}

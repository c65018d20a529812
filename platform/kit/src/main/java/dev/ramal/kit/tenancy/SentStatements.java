package dev.ramal.kit.tenancy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which statements this process has sent before, with parameters of which types. Of such a one it
 * is certain that the client sends it: it refuses parameters by their number and types, and only
 * once Postgres has said what it expects. Holds as many entries as the code has statements.
 */
final class SentStatements {
  private final Set<Parameter> sent = ConcurrentHashMap.newKeySet();

  /**
   * @param type null stands for the number of parameters
   */
  private record Parameter(String sql, int position, Class<?> type) {}

  /** Null fits wherever a parameter is. */
  boolean holds(String sql, Object... parameters) {
    boolean known = sent.contains(new Parameter(sql, parameters.length, null));
    for (int i = 0; known && i < parameters.length; i++) {
      known =
          parameters[i] == null || sent.contains(new Parameter(sql, i, parameters[i].getClass()));
    }
    return known;
  }

  void add(String sql, Object... parameters) {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] != null) {
        sent.add(new Parameter(sql, i, parameters[i].getClass()));
      }
    }
    sent.add(new Parameter(sql, parameters.length, null));
  }
}

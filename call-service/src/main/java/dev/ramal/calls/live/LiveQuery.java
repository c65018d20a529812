package dev.ramal.calls.live;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the query of a handshake says.
 *
 * @param lastEventId what the client saw last; null for "from now on"
 * @param problem why it cannot be taken; empty when it can
 */
record LiveQuery(String lastEventId, Optional<Problem> problem) {
  private static final String LAST_EVENT_ID = "lastEventId";

  /** The other one chooses the organization, for browsers, which cannot send its header. */
  private static final List<String> KNOWN = List.of(LAST_EVENT_ID, "org");

  private static final Pattern EVENT_ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /**
   * @param query null when there is none
   */
  static LiveQuery of(String query) {
    if (query == null) {
      return new LiveQuery(null, Optional.empty());
    }
    try {
      Map<String, List<String>> given = new QueryStringDecoder(query, false).parameters();
      for (String name : given.keySet()) {
        if (!KNOWN.contains(name)) {
          return refused(name, "is not a parameter of this handshake", KNOWN);
        }
      }
      List<String> ids = given.get(LAST_EVENT_ID);
      if (ids == null) {
        return new LiveQuery(null, Optional.empty());
      }
      return ids.size() == 1 && EVENT_ID.matcher(ids.get(0)).matches()
          ? new LiveQuery(ids.get(0), Optional.empty())
          : unreadable();
    } catch (IllegalArgumentException e) {
      return unreadable();
    }
  }

  private static LiveQuery unreadable() {
    return refused(
        LAST_EVENT_ID, "must be the eventId of a message, once, or be left out", List.of());
  }

  private static LiveQuery refused(String name, String why, List<String> allowed) {
    Problem problem = CallProblems.BAD_HANDSHAKE.field(name, why, allowed.toArray(String[]::new));
    return new LiveQuery(null, Optional.of(problem));
  }
}

package dev.ramal.calls.dialing;

import dev.ramal.kit.access.AccessScope;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whose phone rings first.
 *
 * @param name null for another agent than the caller
 * @param username null for another agent than the caller
 */
record CallingAgent(String id, String name, String username) {
  static CallingAgent of(AccessScope scope) {
    return new CallingAgent(scope.userId(), scope.name(), scope.username());
  }

  static CallingAgent other(String id) {
    return new CallingAgent(id, null, null);
  }

  /** By what the softphone is called. */
  String user(DialTerms terms) {
    return Stream.of(username, terms.agent().username(), id)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}

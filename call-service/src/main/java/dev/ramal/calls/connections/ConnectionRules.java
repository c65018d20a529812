package dev.ramal.calls.connections;

import dev.ramal.events.Carrier;
import java.util.Set;

/** What an account at one carrier consists of. One implementation per carrier. */
public interface ConnectionRules {

  Carrier carrier();

  /** The request's fields that belong to this carrier; all that belong to others must be absent. */
  Set<String> fields();

  /** Names each of its fields that is wrong. */
  void check(ConnectionRequest request, ConnectionFields fields);
}

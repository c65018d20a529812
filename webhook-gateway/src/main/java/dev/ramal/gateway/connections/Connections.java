package dev.ramal.gateway.connections;

import java.util.Optional;

/** The carrier accounts whose callbacks we take. */
public interface Connections {

  /** The enabled account with this id. */
  Optional<Connection> find(String connectionId);

  /** Whether all accounts that were published before this process started are known. */
  boolean isCaughtUp();
}

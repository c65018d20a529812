package dev.ramal.crm.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * How an organization stands with its CRM. The words are stored and shown.
 *
 * <pre>
 *  not-connected ──entered──▶ connected ⟲ entered
 *                              │     ▲
 *                            lost    │ entered
 *                              ▼     │
 *                         reconnect-required
 * </pre>
 */
public sealed interface CrmConnectionState {
  String NOT_CONNECTED = "not-connected";
  String CONNECTED = "connected";
  String RECONNECT_REQUIRED = "reconnect-required";

  String word();

  /** Why it must be connected again; null when it must not. */
  default String reason() {
    return null;
  }

  /** Null when not connected. */
  default Instant since() {
    return null;
  }

  /** The state after the event; empty when it says nothing new here. */
  default Optional<CrmConnectionState> on(Event event) {
    return event instanceof Entered entered
        ? Optional.of(new Connected(entered.at()))
        : Optional.empty();
  }

  /** Nobody has entered credentials yet; such a connection is not stored. */
  record NotConnected() implements CrmConnectionState {
    @Override
    public String word() {
      return NOT_CONNECTED;
    }
  }

  /**
   * New credentials do not make it a new connection: it has been connected since then. Those of
   * another CRM, or of another account, do.
   */
  record Connected(Instant since) implements CrmConnectionState {
    @Override
    public String word() {
      return CONNECTED;
    }

    @Override
    public Optional<CrmConnectionState> on(Event event) {
      if (event instanceof Lost lost) {
        return Optional.of(new ReconnectRequired(lost.reason(), lost.at()));
      }
      return Optional.of(
          event instanceof Entered entered && entered.elsewhere()
              ? new Connected(entered.at())
              : this);
    }
  }

  /** Lost, and told once; an administrator must connect again. */
  record ReconnectRequired(String reason, Instant since) implements CrmConnectionState {
    @Override
    public String word() {
      return RECONNECT_REQUIRED;
    }
  }

  /**
   * As it is stored.
   *
   * @param reason null unless it must be connected again
   */
  static CrmConnectionState of(String word, String reason, Instant since) {
    return switch (word) {
      case CONNECTED -> new Connected(since);
      case RECONNECT_REQUIRED -> new ReconnectRequired(reason, since);
      default -> throw new IllegalArgumentException("no stored connection is " + word);
    };
  }

  /** What happens to a connection. */
  sealed interface Event {}

  /**
   * An administrator entered credentials.
   *
   * @param elsewhere whether of another CRM, or another account of it, than those before
   */
  record Entered(Instant at, boolean elsewhere) implements Event {}

  /**
   * The CRM refuses our tokens, even fresh ones.
   *
   * @param reason for the administrator
   */
  record Lost(String reason, Instant at) implements Event {}
}

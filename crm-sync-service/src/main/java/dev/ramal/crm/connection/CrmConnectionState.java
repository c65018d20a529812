package dev.ramal.crm.connection;

import dev.ramal.crm.connection.CrmConnectionEvent.Entered;
import dev.ramal.crm.connection.CrmConnectionEvent.Lost;
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
  Optional<CrmConnectionState> on(CrmConnectionEvent event);

  /** Nobody has entered credentials yet; such a connection is not stored. */
  record NotConnected() implements CrmConnectionState {
    @Override
    public String word() {
      return NOT_CONNECTED;
    }

    @Override
    public Optional<CrmConnectionState> on(CrmConnectionEvent event) {
      return event instanceof Entered entered
          ? Optional.of(new Connected(entered.at()))
          : Optional.empty();
    }
  }

  /** New credentials do not make it a new connection: it has been connected since then. */
  record Connected(Instant since) implements CrmConnectionState {
    @Override
    public String word() {
      return CONNECTED;
    }

    @Override
    public Optional<CrmConnectionState> on(CrmConnectionEvent event) {
      return Optional.of(
          event instanceof Lost lost ? new ReconnectRequired(lost.reason(), lost.at()) : this);
    }
  }

  /** Lost, and told once; an administrator must connect again. */
  record ReconnectRequired(String reason, Instant since) implements CrmConnectionState {
    @Override
    public String word() {
      return RECONNECT_REQUIRED;
    }

    @Override
    public Optional<CrmConnectionState> on(CrmConnectionEvent event) {
      return event instanceof Entered entered
          ? Optional.of(new Connected(entered.at()))
          : Optional.empty();
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
}

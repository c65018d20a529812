package dev.ramal.gateway.receiving;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.Translation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a person that an account at a carrier must be set up differently: once an hour for each,
 * because such an account sends many callbacks. Every replica gives the same hour the same id.
 */
final class MisconfiguredAccounts {
  private final Map<ConnectionId, Instant> told = new ConcurrentHashMap<>();

  /** Empty when it was told within this hour. */
  Optional<Event<AlertRaised>> alert(ReceivedCallback callback, Translation.Unknown unknown) {
    ConnectionId connection = callback.connection().id();
    Instant hour = callback.receivedAt().truncatedTo(ChronoUnit.HOURS);
    return hour.equals(told.put(connection, hour))
        ? Optional.empty()
        : Optional.of(event(callback, unknown, "misconfigured-" + connection + "-" + hour));
  }

  private static Event<AlertRaised> event(
      ReceivedCallback callback, Translation.Unknown unknown, String id) {
    String connection = callback.connection().id().value();
    return new Event<>(
        id,
        Translation.SOURCE,
        connection,
        callback.receivedAt(),
        callback.connection().tenant(),
        null,
        Topics.ALERTS,
        callback.connection().tenant().value() + ":" + connection,
        new AlertRaised(
            id,
            "webhook-gateway",
            "critical",
            "Conta da operadora precisa de outra configuração",
            "O que a operadora envia não pode ser usado: " + unknown.reason(),
            connection,
            callback.receivedAt()));
  }
}

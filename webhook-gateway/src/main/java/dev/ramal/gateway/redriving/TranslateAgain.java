package dev.ramal.gateway.redriving;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.WebhookConnection;
import dev.ramal.gateway.receiving.CallbackHandler;
import dev.ramal.gateway.receiving.ReceiveCallback;
import dev.ramal.gateway.receiving.WebhookConnections;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes of a quarantined callback what this version understands by it. Its signature was verified
 * when it came and is not kept; what it says is held to its connection as ever. A fact has the id
 * that it would have had then: whoever knows it drops it.
 */
@Singleton
public class TranslateAgain {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final List<CarrierWebhooks> carriers;
  private final WebhookConnections connections;
  private final ReceiveCallback paths;

  public TranslateAgain(
      @All List<CarrierWebhooks> carriers, WebhookConnections connections, ReceiveCallback paths) {
    this.carriers = List.copyOf(carriers);
    this.connections = connections;
    this.paths = paths;
  }

  /** Whether connections are known by now. */
  boolean isReady() {
    return connections.isCaughtUp();
  }

  /**
   * What is to be published: a fact, or the callback for the quarantine again; empty for what is
   * known and of no use to anybody.
   */
  Optional<Event<?>> translate(CallbackQuarantined quarantined) {
    WebhookConnection connection =
        connections
            .connection(quarantined.connectionId())
            .filter(found -> found.tenant().equals(quarantined.tenant()))
            .filter(found -> found.carrier().equals(quarantined.carrier()))
            .orElse(null);
    int query = quarantined.path().indexOf('?');
    String path = query < 0 ? quarantined.path() : quarantined.path().substring(0, query);
    CallbackHandler.Address<CarrierWebhooks.Kind> address = paths.addressOrNull(path, carriers);
    if (connection == null) {
      return Optional.of(again(quarantined, "its connection is not there any more"));
    } else if (address == null || !address.connectionId().equals(quarantined.connectionId())) {
      return Optional.of(again(quarantined, "no callback has its path"));
    }
    try {
      return translated(address, callback(address, connection, quarantined));
    } catch (RejectedCallback | IllegalArgumentException e) {
      return Optional.of(again(quarantined, e.getMessage()));
    }
  }

  private static Optional<Event<?>> translated(
      CallbackHandler.Address<CarrierWebhooks.Kind> address, ReceivedCallback callback) {
    Translation translation = address.kind().translate(callback);
    if (translation instanceof Translation.Fact fact) {
      return Optional.of(fact.event(callback.connection().tenant()));
    } else if (translation instanceof Translation.Unknown unknown) {
      return Optional.of(callback.quarantined(unknown.reason()));
    } else {
      return Optional.empty();
    }
  }

  private static ReceivedCallback callback(
      CallbackHandler.Address<?> address,
      WebhookConnection connection,
      CallbackQuarantined quarantined) {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(quarantined.headers());
    byte[] body = Base64.getDecoder().decode(quarantined.bodyBase64());
    String contentType = quarantined.contentType().toLowerCase(Locale.ROOT);
    return new ReceivedCallback(
        address.carrier(),
        connection,
        address.name(),
        quarantined.path(),
        contentType,
        headers::get,
        body,
        contentType.startsWith(FORM) ? FormBody.parse(body) : null,
        quarantined.receivedAt());
  }

  /** As it was, with what is wrong with it now. */
  private static Event<CallbackQuarantined> again(CallbackQuarantined before, String reason) {
    ConnectionId connection = new ConnectionId(before.connectionId());
    return new Event<>(
        ReceivedCallback.idOfQuarantined(connection, before.path(), before.bodyBase64()),
        Translation.SOURCE,
        before.connectionId(),
        before.receivedAt(),
        before.tenant(),
        null,
        Topics.QUARANTINE,
        before.tenant().value() + ":" + before.connectionId(),
        new CallbackQuarantined(
            before.connectionId(),
            before.tenant(),
            before.carrier(),
            before.path(),
            reason,
            before.contentType(),
            before.bodyBase64(),
            before.headers(),
            before.receivedAt()));
  }

  /** Whose deadline holds for what is published. */
  Carrier carrierOf(CallbackQuarantined quarantined) {
    return carriers.stream()
        .map(CarrierWebhooks::carrier)
        .filter(quarantined.carrier()::equals)
        .findFirst()
        .orElseGet(() -> carriers.get(0).carrier());
  }
}

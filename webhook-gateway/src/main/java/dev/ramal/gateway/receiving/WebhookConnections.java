package dev.ramal.gateway.receiving;

import dev.ramal.carriers.ConnectionTable;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.WebhookConnection;
import dev.ramal.kit.secrets.SecretCipher;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The carrier accounts whose callbacks we take: of a carrier that is registered; those that were
 * switched off for some days more. Of their secrets only those are opened that verify.
 */
@Singleton
public class WebhookConnections extends ConnectionTable<WebhookConnection> {
  private final Map<Carrier, CarrierWebhooks> carriers;
  private final SecretCipher cipher;
  private final ReceivingConfig config;

  public WebhookConnections(
      @All List<CarrierWebhooks> carriers, SecretCipher cipher, ReceivingConfig config) {
    this.config = config;
    this.carriers =
        carriers.stream().collect(Collectors.toMap(CarrierWebhooks::carrier, Function.identity()));
    this.cipher = cipher;
  }

  @Override
  protected WebhookConnection open(ConnectionPublished published) {
    CarrierWebhooks carrier = carriers.get(published.carrier());
    if (carrier == null) {
      return null;
    }
    return new WebhookConnection(
        new ConnectionId(published.connectionId()),
        published.tenant(),
        published.carrier(),
        Set.copyOf(published.accountSids()),
        Set.copyOf(published.voiceAppIds()),
        Set.copyOf(published.messagingProfileIds()),
        carrier.keys(OpenedConnection.open(published, cipher, carrier::verifiesWith)),
        published.enabled() ? null : published.updatedAt().plus(config.afterSwitchingOff()));
  }
}

package dev.ramal.bench.load;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.events.connections.ConnectionPublished.SealedSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** One carrier account for each organization, published as call-service would publish it. */
public final class BenchConnections {
  /** Of all of them, at the carrier. */
  public static final String ACCOUNT = "AC00000000000000000000000000000001";

  private final Sealer sealer;
  private final String authToken = Base64.getEncoder().encodeToString(random(24));

  /**
   * @param sealingKey with which services open secrets, base64
   */
  public BenchConnections(String sealingKey) {
    this.sealer = new Sealer(sealingKey);
  }

  /** With which callbacks of all accounts are signed. */
  public String authToken() {
    return authToken;
  }

  public void publish(String bootstrapServers) {
    try (EventFeed feed = new EventFeed(bootstrapServers)) {
      for (int organization = 0; organization < Organizations.COUNT; organization++) {
        feed.send(event(organization));
      }
      feed.flush();
    }
  }

  private Event<ConnectionPublished> event(int organization) {
    TenantId tenant = Organizations.of(organization);
    String id = Organizations.connectionOf(organization).value();
    String key = tenant.value() + ":" + id;
    ConnectionPublished connection =
        new ConnectionPublished(
            id,
            tenant,
            Carrier.TWILIO,
            true,
            1,
            List.of(ACCOUNT),
            List.of(),
            List.of(),
            List.of(Organizations.numberOf(organization)),
            List.of(),
            List.of(new SealedSecret("auth-token", sealer.seal(authToken, key), null)),
            Instant.now());
    return new Event<>(
        UUID.randomUUID().toString(),
        "/call-service",
        id,
        connection.updatedAt(),
        tenant,
        null,
        Topics.CONNECTIONS,
        key,
        connection);
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }
}

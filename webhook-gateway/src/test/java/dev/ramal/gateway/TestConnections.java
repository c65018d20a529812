package dev.ramal.gateway;

import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.TenantId;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.events.connections.ConnectionPublished.SealedSecret;
import dev.ramal.gateway.receiving.WebhookConnections;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.PublishedConnections;
import dev.ramal.testkit.tincan.Tincan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** Publishes carrier accounts as call-service would: two organizations, three carriers. */
@ApplicationScoped
public class TestConnections {
  public static final Twilio AURORA_TWILIO = new Twilio(Tenants.AURORA, "tw-aurora", "ACa", "ta");
  public static final Twilio BOREAL_TWILIO = new Twilio(Tenants.BOREAL, "tw-boreal", "ACb", "tb");
  public static final Telnyx AURORA_TELNYX = new Telnyx(Tenants.AURORA, "tx-aurora", "1001", "pa");
  public static final Telnyx BOREAL_TELNYX = new Telnyx(Tenants.BOREAL, "tx-boreal", "1002", "pb");

  public static final Tin AURORA_TINCAN = new Tin(Tenants.AURORA, "tc-aurora", "sa");
  public static final Tin BOREAL_TINCAN = new Tin(Tenants.BOREAL, "tc-boreal", "sb");

  /** An account with the toy carrier. */
  public record Tin(TenantId tenant, String id, String secret) {}

  /** A Twilio account of an organization. */
  public record Twilio(TenantId tenant, String id, String accountSid, String token) {}

  /** A Telnyx application and messaging profile of an organization. */
  public record Telnyx(
      TenantId tenant, String id, String application, String profile, KeyPair keys) {
    Telnyx(TenantId tenant, String id, String application, String profile) {
      this(tenant, id, application, profile, Signing.telnyxKeys());
    }
  }

  @Inject SecretCipher cipher;
  @Inject WebhookConnections connections;
  private boolean published;

  /** Makes them known to the gateway. */
  public synchronized void publishAll() {
    if (!published) {
      List.of(AURORA_TWILIO, BOREAL_TWILIO)
          .forEach(twilio -> publish(twilio(twilio, secret(twilio, twilio.token(), null))));
      List.of(AURORA_TELNYX, BOREAL_TELNYX).forEach(telnyx -> publish(telnyx(telnyx)));
      List.of(AURORA_TINCAN, BOREAL_TINCAN).forEach(tin -> publish(tin(tin)));
      published = true;
    }
    for (String id :
        List.of("tw-aurora", "tw-boreal", "tx-aurora", "tx-boreal", "tc-aurora", "tc-boreal")) {
      Awaitility.await(id).until(() -> connections.connection(id).isPresent());
    }
  }

  public SealedSecret secret(Twilio account, String token, Instant validUntil) {
    return new SealedSecret(
        OpenedConnection.AUTH_TOKEN, sealed(account.tenant(), account.id(), token), validUntil);
  }

  public ConnectionPublished twilio(Twilio account, SealedSecret... secrets) {
    return PublishedConnections.twilio(
        account.tenant(),
        account.id(),
        List.of(account.accountSid(), account.accountSid() + "-sub"),
        "+551140000000",
        secrets);
  }

  private static ConnectionPublished telnyx(Telnyx account) {
    return PublishedConnections.telnyx(
        account.tenant(),
        account.id(),
        account.application(),
        account.profile(),
        "+551140000001",
        Signing.publicKey(account.keys()));
  }

  private ConnectionPublished tin(Tin account) {
    return new ConnectionPublished(
        account.id(),
        account.tenant(),
        Tincan.CARRIER,
        true,
        1,
        List.of(),
        List.of(),
        List.of(),
        List.of("+551140000002"),
        List.of(),
        List.of(
            new SealedSecret(
                Tincan.SIGNING_SECRET,
                sealed(account.tenant(), account.id(), account.secret()),
                null)),
        Instant.now());
  }

  private String sealed(TenantId tenant, String id, String secret) {
    return cipher.seal(secret, OpenedConnection.sealContext(tenant.value(), id));
  }

  public void publish(ConnectionPublished connection) {
    PublishedConnections.publish(connection);
  }

  /** A tombstone. */
  public void withdraw(Twilio account) {
    PublishedConnections.withdraw(account.tenant(), account.id());
  }
}

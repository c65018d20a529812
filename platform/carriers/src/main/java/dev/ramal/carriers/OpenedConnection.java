package dev.ramal.carriers;

import dev.ramal.events.E164;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.events.connections.ConnectionPublished.SealedSecret;
import dev.ramal.kit.secrets.SecretCipher;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A published connection with its secrets opened. During a rotation a secret may end: that is
 * judged when it is read, not when it arrived.
 *
 * @param published as it came from the topic
 * @param secrets the current one of each name before those that end
 */
public record OpenedConnection(ConnectionPublished published, List<OpenedSecret> secrets) {
  public static final String AUTH_TOKEN = "auth-token";

  /** Twilio's webhooks may be signed with a key of their own. */
  public static final String SHARED_KEY = "shared-key";

  public static final String API_KEY = "api-key";

  /**
   * @param validUntil null while it is current
   */
  public record OpenedSecret(String name, String plain, Instant validUntil) {
    boolean liveAt(Instant now) {
      return validUntil == null || now.isBefore(validUntil);
    }

    @Override
    public String toString() {
      return "secret " + name;
    }
  }

  /** What a secret of a connection is sealed with, so that it opens nowhere else. */
  public static String sealContext(String tenant, String connectionId) {
    return tenant + ":" + connectionId;
  }

  /**
   * With all of its secrets.
   *
   * @throws dev.ramal.kit.secrets.UnopenableSecret when this service lacks the key
   */
  public static OpenedConnection open(ConnectionPublished published, SecretCipher cipher) {
    return open(published, cipher, name -> true);
  }

  /**
   * With those of its secrets that are wanted; the others stay sealed.
   *
   * @param wanted by name
   * @throws dev.ramal.kit.secrets.UnopenableSecret when this service lacks the key
   */
  public static OpenedConnection open(
      ConnectionPublished published, SecretCipher cipher, Predicate<String> wanted) {
    String context = sealContext(published.tenant().value(), published.connectionId());
    return new OpenedConnection(
        published,
        published.secrets().stream()
            .filter(secret -> wanted.test(secret.name()))
            .sorted(
                Comparator.comparing(
                    SealedSecret::validUntil,
                    Comparator.nullsFirst(Comparator.<Instant>reverseOrder())))
            .map(
                secret ->
                    new OpenedSecret(
                        secret.name(), cipher.open(secret.sealed(), context), secret.validUntil()))
            .toList());
  }

  /** Every secret of a name that is live at that moment, the current one first. */
  public List<String> live(String name, Instant now) {
    return secrets.stream()
        .filter(secret -> secret.name().equals(name) && secret.liveAt(now))
        .map(OpenedSecret::plain)
        .toList();
  }

  /** The account as a client needs it at that moment. */
  public CarrierAccount account(Instant now) {
    return new CarrierAccount(
        published.tenant(),
        published.connectionId(),
        published.carrier(),
        published.enabled(),
        published.version(),
        published.numbers().stream().map(E164::of).toList(),
        first(published.accountSids()),
        live(AUTH_TOKEN, now),
        first(live(API_KEY, now)),
        first(published.voiceAppIds()),
        first(published.messagingProfileIds()));
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? null : values.get(0);
  }
}

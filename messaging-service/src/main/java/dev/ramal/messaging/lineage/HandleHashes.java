package dev.ramal.messaging.lineage;

import dev.ramal.events.E164;
import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.numbering.Spellings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What events are found by, as 16 bytes each. Ids are hashed so that a row is small and of one
 * length. Telephone numbers are few enough to be tried one by one, so they are hashed with a key
 * that is derived from the platform's: whoever has the table alone learns none.
 */
@ApplicationScoped
class HandleHashes {
  private static final String ALGORITHM = "HmacSHA256";

  /** Stands behind every stored hash of a number: never to be changed. */
  private static final String PURPOSE = "lineage of telephone numbers";

  private final SecretKeys keys;
  private final Map<String, byte[]> derived = new ConcurrentHashMap<>();

  HandleHashes(SecretKeys keys) {
    this.keys = keys;
  }

  UUID ofId(String id) {
    try {
      return first16(
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Under which the effects of an event are found. */
  UUID ofEffectsOf(String eventId) {
    return ofId("effects of\n" + eventId);
  }

  /**
   * In the one spelling of the number.
   *
   * @return empty where the platform has no key: then numbers are not indexed
   */
  Optional<UUID> ofNumber(E164 number) {
    return keys.active().filter(keys.keys()::containsKey).map(key -> hash(key, number));
  }

  /** Under each key that the platform has or had: rows of before a rotation are found, too. */
  List<UUID> ofNumberUnderEachKey(E164 number) {
    return keys.keys().keySet().stream().sorted().map(key -> hash(key, number)).toList();
  }

  private UUID hash(String keyId, E164 number) {
    byte[] key =
        derived.computeIfAbsent(
            keyId, id -> hmac(Base64.getDecoder().decode(keys.keys().get(id)), PURPOSE));
    return first16(hmac(key, Spellings.current(number).value()));
  }

  private static UUID first16(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}

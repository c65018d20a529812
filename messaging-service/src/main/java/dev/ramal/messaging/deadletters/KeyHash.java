package dev.ramal.messaging.deadletters;

import dev.ramal.kit.secrets.SecretKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the index keeps of a record's key. Keys of messages hold people's numbers; the index asks
 * only which letters have the same one. HMAC-SHA256 with a key that is derived from the platform's:
 * a plain hash of a phone number is found by trying all numbers.
 *
 * <p>Where the platform's key changes, letters of one key that died before and after it are no
 * longer known as such; they keep the order in which they died.
 */
@ApplicationScoped
class KeyHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "dead-letter-keys";
  private static final int BYTES = 16;

  private final byte[] key;

  KeyHash(SecretKeys keys) {
    String active =
        keys.active().orElseThrow(() -> new IllegalStateException("ramal.secrets.active is unset"));
    this.key = hmac(Base64.getDecoder().decode(keys.keys().get(active)), PURPOSE);
  }

  /**
   * The same for the same key, and telling nothing of it.
   *
   * @param recordKey null for none
   * @return 32 hexadecimal digits; null for none
   */
  String of(String recordKey) {
    return recordKey == null ? null : HexFormat.of().formatHex(hmac(key, recordKey), 0, BYTES);
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

package dev.ramal.carriers.files;

import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.kit.tenancy.RowKey;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over organization, file and end, with a key derived from the platform's for each
 * purpose: what was signed for one is worth nothing for another.
 */
@ApplicationScoped
@IfBuildProperty(name = "ramal.keeps-files", stringValue = "true")
public class LinkSignatures {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeys keys;
  private final Clock clock;

  LinkSignatures(SecretKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param purpose stands in every signature: never to be changed
   */
  public String sign(String purpose, RowKey file, Instant end) {
    String active =
        keys.active().orElseThrow(() -> new IllegalStateException("ramal.secrets.active is unset"));
    return signature(keys.keys().get(active), purpose, file, end.getEpochSecond());
  }

  /**
   * Whether we signed this and its end has not come. What was signed before the platform's key
   * changed holds on.
   */
  public boolean hold(String purpose, RowKey file, long end, String signature) {
    if (signature == null || clock.instant().getEpochSecond() >= end) {
      return false;
    }
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    return keys.keys().values().stream()
        .map(key -> signature(key, purpose, file, end).getBytes(StandardCharsets.UTF_8))
        .anyMatch(ours -> MessageDigest.isEqual(ours, given));
  }

  private static String signature(String platformKey, String purpose, RowKey file, long end) {
    byte[] key = hmac(Base64.getDecoder().decode(platformKey), purpose);
    byte[] signature = hmac(key, file.tenant() + "\n" + file.id() + "\n" + end);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.ramal.crm.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret by which a CRM shows that it is the CRM. It has 256 random bits, so a plain hash of it
 * gives nothing away.
 */
final class WebhookSecret {
  /** The CRM sends it in this header. */
  static final String HEADER = "X-Ramal-Webhook-Secret";

  private static final int BYTES = 32;
  private static final int LONGEST = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecret() {}

  static String create() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Takes as long whichever of them it is, and where it is none.
   *
   * @param given null when nothing was sent
   * @param hashes of those that are live; null among them is none
   */
  static boolean isOneOf(String given, String... hashes) {
    if (given == null || given.length() > LONGEST) {
      return false;
    }
    byte[] hash = hash(given).getBytes(StandardCharsets.US_ASCII);
    boolean found = false;
    for (String live : hashes) {
      String compared = live == null ? "" : live;
      found |= MessageDigest.isEqual(hash, compared.getBytes(StandardCharsets.US_ASCII));
    }
    return found;
  }
}

package dev.ramal.gateway.carriers.telnyx;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks {@code telnyx-signature-ed25519}: Ed25519 over the timestamp header, a bar, and the raw
 * body. The address is not covered, so whose callback it is must be read from the body.
 */
public final class TelnyxSignature {
  public static final String HEADER = "telnyx-signature-ed25519";
  public static final String TIMESTAMP_HEADER = "telnyx-timestamp";

  /** How far the timestamp may be off, in either direction; the SDKs' value. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  private final Clock clock;

  public TelnyxSignature(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param base64 the raw 32 bytes, as the portal shows them
   * @throws IllegalArgumentException when it is no Ed25519 public key
   */
  public static PublicKey key(String base64) {
    byte[] raw = Base64.getDecoder().decode(base64);
    if (raw.length != KEY_BYTES) {
      throw new IllegalArgumentException("a Telnyx public key is 32 bytes in base64");
    }
    byte[] encoded = new byte[X509_PREFIX.length + KEY_BYTES];
    System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
    System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /** Whether one of the keys signed this body at about this time. */
  public boolean isGenuine(String timestamp, byte[] body, String signature, List<PublicKey> keys) {
    if (timestamp == null || signature == null || !isRecent(timestamp)) {
      return false;
    }
    byte[] claimed;
    try {
      claimed = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (claimed.length != SIGNATURE_BYTES) {
      return false;
    }
    byte[] prefix = (timestamp + "|").getBytes(StandardCharsets.UTF_8);
    for (PublicKey key : keys) {
      if (verifies(prefix, body, claimed, key)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRecent(String timestamp) {
    try {
      long off = Math.subtractExact(clock.instant().getEpochSecond(), Long.parseLong(timestamp));
      return Math.abs(off) <= TOLERANCE.toSeconds();
    } catch (NumberFormatException | ArithmeticException e) {
      return false;
    }
  }

  private static boolean verifies(byte[] prefix, byte[] body, byte[] claimed, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(prefix);
      verifier.update(body);
      return verifier.verify(claimed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}

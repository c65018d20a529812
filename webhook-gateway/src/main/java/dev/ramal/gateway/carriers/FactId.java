package dev.ramal.gateway.carriers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Event ids for callbacks that carry none: a hash of the signed content that identifies the fact.
 *
 * <p>Failure policy: the carrier's own idempotency header is not signed and therefore no part of
 * it. Two facts that differ in nothing that is signed become one; that loses nothing but an
 * indistinguishable repetition.
 */
public final class FactId {
  private static final int BYTES = 16;
  private static final ThreadLocal<MessageDigest> DIGESTS =
      ThreadLocal.withInitial(FactId::newDigest);

  private FactId() {}

  /**
   * @param connectionId part of the hash, so that one organization cannot take another's ids
   * @param parts what identifies the fact; null counts as empty
   */
  public static String of(String carrier, String connectionId, String... parts) {
    MessageDigest digest = DIGESTS.get();
    digest.update(connectionId.getBytes(StandardCharsets.UTF_8));
    for (String part : parts) {
      digest.update((byte) '\n');
      if (part != null) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return carrier + "-" + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

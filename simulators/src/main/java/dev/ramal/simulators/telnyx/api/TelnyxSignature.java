package dev.ramal.simulators.telnyx.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Telnyx's webhook signature: Ed25519 over {@code timestamp|body}, one key pair per account.
 * Source: Telnyx, "Webhook signing".
 */
public final class TelnyxSignature {
  /** Header with the signature, base64 of 64 bytes. */
  public static final String SIGNATURE_HEADER = "telnyx-signature-ed25519";

  /** Header with the time of signing, seconds since 1970. */
  public static final String TIMESTAMP_HEADER = "telnyx-timestamp";

  private static final int SEED = 32;

  private TelnyxSignature() {}

  /**
   * A key pair as the API shows it.
   *
   * @param seed private key: 32 bytes in base64
   * @param publicKey 32 bytes in base64
   */
  public record Keys(String seed, String publicKey) {}

  /** A new key pair. */
  public static Keys generate() {
    byte[] seed = new byte[SEED];
    new SecureRandom().nextBytes(seed);
    String text = Base64.getEncoder().encodeToString(seed);
    return new Keys(text, publicKey(text));
  }

  /** The public key that belongs to a seed, both in base64. */
  public static String publicKey(String seedBase64) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed(seedBase64)));
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return Base64.getEncoder()
          .encodeToString(Arrays.copyOfRange(encoded, encoded.length - SEED, encoded.length));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Signs a webhook.
   *
   * @param timestamp text of the timestamp header
   * @param body exactly the bytes that are sent, as UTF-8 text
   * @return text of the signature header
   */
  public static String sign(String seedBase64, String timestamp, String body) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed(seedBase64))));
      signature.update((timestamp + "|" + body).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] seed(String base64) {
    byte[] seed = Base64.getDecoder().decode(base64);
    if (seed.length != SEED) {
      throw new IllegalArgumentException("a private key is a seed of 32 bytes in base64");
    }
    return seed;
  }

  /** Hands the seed to the generator, which is how the JDK derives a public key from one. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}

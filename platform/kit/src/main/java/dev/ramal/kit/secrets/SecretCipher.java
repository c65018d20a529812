package dev.ramal.kit.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM as {@code v1:keyId:base64(nonce|ciphertext|tag)}; nonce 12 bytes,
 * tag 16 bytes. The context is authenticated but not stored: a secret that is moved to another
 * organization's row does not open.
 */
@ApplicationScoped
public class SecretCipher {
  private static final String VERSION = "v1";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeys keys;
  private final SecureRandom random = new SecureRandom();

  public SecretCipher(SecretKeys keys) {
    this.keys = keys;
  }

  /**
   * @param context where the secret lives, as in {@code tenant:connectionId}
   * @throws IllegalStateException when no active key is configured
   */
  public String seal(String plain, String context) {
    String id =
        keys.active()
            .orElseThrow(() -> new IllegalStateException("ramal.secrets.active names no key"));
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] secret =
        run(Cipher.ENCRYPT_MODE, id, nonce, context, plain.getBytes(StandardCharsets.UTF_8));
    byte[] whole = ByteBuffer.allocate(nonce.length + secret.length).put(nonce).put(secret).array();
    return VERSION + ":" + id + ":" + Base64.getEncoder().encodeToString(whole);
  }

  /**
   * @throws UnopenableSecret when the form, the key or the context is not the one it was sealed
   *     with
   */
  public String open(String sealed, String context) {
    String[] parts = sealed.split(":", 3);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new UnopenableSecret("a sealed secret reads v1:keyId:base64", null);
    }
    byte[] whole = decode(parts[2]);
    if (whole.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new UnopenableSecret("the sealed secret is cut short", null);
    }
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    byte[] secret = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
    return new String(
        run(Cipher.DECRYPT_MODE, parts[1], nonce, context, secret), StandardCharsets.UTF_8);
  }

  /**
   * The same secret, sealed with the active key: as it is where it was.
   *
   * @throws UnopenableSecret as {@link #open}
   */
  public String reseal(String sealed, String context) {
    return keys.active().filter(id -> sealed.startsWith(VERSION + ":" + id + ":")).isPresent()
        ? sealed
        : seal(open(sealed, context), context);
  }

  private byte[] run(int mode, String keyId, byte[] nonce, String context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key(keyId), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new UnopenableSecret(
          "the secret does not open with key " + keyId + " in this context", e);
    }
  }

  private SecretKeySpec key(String id) {
    String encoded = keys.keys().get(id);
    if (encoded == null) {
      throw new UnopenableSecret("no key ramal.secrets.keys." + id, null);
    }
    byte[] key = decode(encoded);
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException("ramal.secrets.keys." + id + " must hold 32 bytes");
    }
    return new SecretKeySpec(key, "AES");
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnopenableSecret("not base64", e);
    }
  }
}

package dev.ramal.calls.recordings;

import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that play one recording for some minutes, for audio elements, which send no token.
 * HMAC-SHA256 over organization, recording and end, with a key derived from the platform's.
 */
@ApplicationScoped
class SignedLinks {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "ramal recording link v1";

  private final SecretKeys keys;
  private final RecordingConfig config;
  private final String base;
  private final Clock clock;

  SignedLinks(SecretKeys keys, RecordingConfig config, PublicAddress address, Clock clock) {
    this.keys = keys;
    this.config = config;
    String url = address.baseUrl();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.clock = clock;
  }

  record Link(URI url, Instant expiresAt) {}

  Link sign(RowKey recording) {
    Instant end = clock.instant().plus(config.linkLife()).truncatedTo(ChronoUnit.SECONDS);
    String active =
        keys.active().orElseThrow(() -> new IllegalStateException("ramal.secrets.active is unset"));
    String signature = signature(keys.keys().get(active), recording, end.getEpochSecond());
    return new Link(
        URI.create(
            base
                + "/media/recordings/"
                + recording.id()
                + "?tenant="
                + recording.tenant()
                + "&expires="
                + end.getEpochSecond()
                + "&signature="
                + signature),
        end);
  }

  /**
   * Whether we made this link and it still plays. A link made before the platform's key changed
   * plays on.
   */
  boolean plays(RowKey recording, long expires, String signature) {
    if (signature == null || clock.instant().getEpochSecond() >= expires) {
      return false;
    }
    byte[] given = signature.getBytes(StandardCharsets.UTF_8);
    return keys.keys().values().stream()
        .anyMatch(
            key ->
                MessageDigest.isEqual(
                    signature(key, recording, expires).getBytes(StandardCharsets.UTF_8), given));
  }

  private static String signature(String platformKey, RowKey recording, long expires) {
    byte[] key = hmac(Base64.getDecoder().decode(platformKey), PURPOSE);
    byte[] signature = hmac(key, recording.tenant() + "\n" + recording.id() + "\n" + expires);
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

  /** Where people reach us. */
  @ConfigMapping(prefix = "ramal.public")
  interface PublicAddress {

    /** The public base of the links that we hand out. */
    String baseUrl();
  }
}

package dev.ramal.simulators.telnyx.credentials;

import dev.ramal.simulators.context.Ids;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens in the shape of Telnyx's: JWTs that hold for a day, signed with a key of its own. */
final class AccessTokens {
  private static final byte[] KEY = Ids.bytes(64);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final String ISSUER = "telnyx_telephony";

  private AccessTokens() {}

  static Buffer of(String credential, Instant now) {
    String header = base64(new JsonObject().put("alg", "HS512").put("typ", "JWT"));
    String claims =
        base64(
            new JsonObject()
                .put("aud", ISSUER)
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("iss", ISSUER)
                .put("jti", Ids.uuid())
                .put("nbf", now.getEpochSecond() - 1)
                .put("sub", credential)
                .put("tel_token", Ids.hex(32))
                .put("typ", "access"));
    String content = header + "." + claims;
    return Buffer.buffer(content + "." + base64(hmac(content)));
  }

  private static byte[] hmac(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(KEY, "HmacSHA512"));
      return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(JsonObject json) {
    return base64(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package dev.ramal.calls.carrier.twilio;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's access token: a JWT of theirs, signed with the secret of an API key. Twilio's Java
 * library is not used for it: the ids of its tokens repeat for about two minutes, they say not when
 * they were issued, and any lifetime is taken.
 *
 * @param jti of this token alone
 * @param iss sid of the API key
 * @param sub sid of the account
 * @param iat seconds
 * @param exp seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TwilioAccessToken(String jti, String iss, String sub, long iat, long exp, Grants grants) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HMAC = "HmacSHA256";

  /** What it opens. */
  record Grants(String identity, Voice voice) {}

  /**
   * @param outgoing null where browsers do not call out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Voice(Incoming incoming, Outgoing outgoing) {}

  record Incoming(boolean allow) {}

  /**
   * @param params come along with what a browser calls; it may send others, too
   */
  record Outgoing(
      @JsonProperty("application_sid") String applicationSid, Map<String, String> params) {}

  private record Header(String cty, String typ, String alg) {}

  String signed(String apiKeySecret) {
    String content =
        base64(json(new Header("twilio-fpa;v=1", "JWT", "HS256"))) + "." + base64(json(this));
    return content + "." + base64(hmac(content, apiKeySecret));
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a token", e);
    }
  }

  private static byte[] hmac(String content, String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

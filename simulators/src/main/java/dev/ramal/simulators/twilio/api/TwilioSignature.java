package dev.ramal.simulators.twilio.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's request signature: base64(HMAC-SHA1(auth token, URL + each name and value)), names in
 * ASCII order, of a repeated name each distinct value once, sorted. Source: Twilio, "Security".
 */
public final class TwilioSignature {
  /** Header that carries the signature. */
  public static final String HEADER = "X-Twilio-Signature";

  private TwilioSignature() {}

  /** Which product calls: the two sign different URLs. */
  public enum Product {
    VOICE,
    MESSAGING
  }

  /**
   * Signs a request.
   *
   * @param url exactly as {@link #signedUrl} gives it
   * @param params decoded form fields; a value is a text or a collection of texts; null is empty
   */
  public static String sign(String authToken, String url, Map<String, ?> params) {
    StringBuilder text = new StringBuilder(url);
    new TreeMap<>(params)
        .forEach(
            (name, value) -> {
              if (value instanceof Collection<?> many) {
                new TreeSet<>(many.stream().map(TwilioSignature::text).toList())
                    .forEach(one -> text.append(name).append(one));
              } else {
                text.append(name).append(text(value));
              }
            });
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The URL that is signed for a request: never with fragment or credentials; voice over https
   * without the port, everything else with the port it was configured with.
   */
  public static String signedUrl(String url, Product product) {
    String bare = withoutFragment(url);
    URI uri = URI.create(bare);
    String authority = uri.getRawAuthority();
    String kept = authority.substring(authority.lastIndexOf('@') + 1);
    if (product == Product.VOICE && "https".equals(uri.getScheme()) && uri.getPort() >= 0) {
      kept = kept.substring(0, kept.lastIndexOf(':'));
    }
    int start = bare.indexOf(authority);
    return bare.substring(0, start) + kept + bare.substring(start + authority.length());
  }

  public static String withoutFragment(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url : url.substring(0, fragment);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}

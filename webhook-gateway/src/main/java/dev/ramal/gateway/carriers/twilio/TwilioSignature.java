package dev.ramal.gateway.carriers.twilio;

import dev.ramal.gateway.carriers.FormBody;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code X-Twilio-Signature}: base64 of an HMAC over the address as requested followed by
 * every form field, sorted. A body that is no form is covered by its SHA-256 in the query instead.
 * The HMAC is SHA-1 with an Auth Token, SHA-256 with a shared key ({@link SignatureSettings}).
 *
 * <p>Source: Twilio's security page and the tests of its SDKs. Our own because the Java SDK's
 * validator rejects genuine requests (repeated fields, port with an escaped query, credentials).
 *
 * <p>The signature covers no time: a replay is valid for ever and is harmless only because the same
 * callback always yields the same event id.
 */
public final class TwilioSignature {
  public static final String HEADER = "X-Twilio-Signature";

  static final String BY_TOKEN = "HmacSHA1";
  static final String BY_SHARED_KEY = "HmacSHA256";

  private static final String BODY_HASH = "bodySHA256";
  private static final Map<String, ThreadLocal<Mac>> MACS =
      Map.of(BY_TOKEN, macs(BY_TOKEN), BY_SHARED_KEY, macs(BY_SHARED_KEY));

  private final SignedUrls urls;

  /**
   * @param publicBase where Twilio believes us to be, e.g. {@code https://hooks.example.com}
   */
  public TwilioSignature(String publicBase) {
    this.urls = SignedUrls.under(publicBase);
  }

  /** The key made of an Auth Token. */
  public static SecretKey key(String authToken) {
    return new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), BY_TOKEN);
  }

  /** The key made of a shared key's secret. */
  public static SecretKey sharedKey(String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), BY_SHARED_KEY);
  }

  /**
   * Whether one of the keys signed this form.
   *
   * @param pathAndQuery raw, as on the request line
   * @param signature the header; null and nonsense are simply not genuine
   */
  public boolean isGenuine(
      String pathAndQuery, FormBody form, String signature, List<SecretKey> keys) {
    byte[] claimed = decode(signature);
    if (claimed.length == 0) {
      return false;
    }
    return urls.anyOf(pathAndQuery, url -> isSigned(url, form, claimed, keys));
  }

  private static boolean isSigned(String url, FormBody form, byte[] claimed, List<SecretKey> keys) {
    byte[] address = url.getBytes(StandardCharsets.UTF_8);
    for (SecretKey key : keys) {
      if (MessageDigest.isEqual(sign(address, form, key), claimed)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the keys signed this body, which is not a form. */
  public boolean isGenuine(
      String pathAndQuery, byte[] body, String signature, List<SecretKey> keys) {
    int query = pathAndQuery.indexOf('?');
    String hash =
        query < 0 ? null : FormBody.ofQuery(pathAndQuery.substring(query + 1)).text(BODY_HASH);
    return hash != null
        && MessageDigest.isEqual(sha256(body), hash.getBytes(StandardCharsets.UTF_8))
        && isGenuine(pathAndQuery, FormBody.ofQuery(null), signature, keys);
  }

  private static byte[] sign(byte[] address, FormBody form, SecretKey key) {
    Mac mac = MACS.get(key.getAlgorithm()).get();
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a token is a valid HMAC key", e);
    }
    mac.update(address);
    form.forEachSorted(mac::update);
    return mac.doFinal();
  }

  private static byte[] sha256(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] decode(String signature) {
    if (signature == null) {
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static ThreadLocal<Mac> macs(String algorithm) {
    return ThreadLocal.withInitial(
        () -> {
          try {
            return Mac.getInstance(algorithm);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
          }
        });
  }

  /**
   * The forms in which Twilio may have signed one address. Credentials and fragment are dropped by
   * the documentation, kept by some; the port is dropped for voice over https, kept or completed
   * elsewhere; an apostrophe in the query may be signed escaped. Everything else is signed byte for
   * byte as requested, so nothing is ever decoded here.
   */
  private static final class SignedUrls {
    private final List<String> bases;

    private SignedUrls(List<String> bases) {
      this.bases = bases;
    }

    /**
     * @param base scheme, authority and perhaps a path prefix, as configured and never as a request
     *     header claims
     * @throws IllegalArgumentException when it is no http or https address
     */
    static SignedUrls under(String base) {
      int scheme = base.indexOf("://");
      if (!base.startsWith("https://") && !base.startsWith("http://")) {
        throw new IllegalArgumentException("not an http or https address: " + base);
      }
      int hostStart = scheme + 3;
      int pathStart = base.indexOf('/', hostStart);
      String authority = base.substring(hostStart, pathStart < 0 ? base.length() : pathStart);
      String prefix = pathStart < 0 ? "" : base.substring(pathStart);
      if (prefix.endsWith("/")) {
        prefix = prefix.substring(0, prefix.length() - 1);
      }
      int at = authority.lastIndexOf('@');
      Set<String> authorities = new LinkedHashSet<>();
      addPorts(authorities, authority.substring(at + 1), base.startsWith("https:") ? 443 : 80);
      if (at >= 0) {
        addPorts(authorities, authority, base.startsWith("https:") ? 443 : 80);
      }
      List<String> bases = new ArrayList<>();
      for (String each : authorities) {
        bases.add(base.substring(0, hostStart) + each + prefix);
      }
      return new SignedUrls(List.copyOf(bases));
    }

    private static void addPorts(Set<String> authorities, String authority, int defaultPort) {
      int colon = authority.indexOf(':', authority.lastIndexOf('@') + 1);
      int bracket = authority.lastIndexOf(']');
      int port = bracket > colon ? authority.indexOf(':', bracket) : colon;
      authorities.add(authority);
      String bare = port < 0 ? authority : authority.substring(0, port);
      authorities.add(bare);
      authorities.add(bare + ":" + defaultPort);
    }

    /** Whether a form of one request under the base fits; tries the likeliest first. */
    boolean anyOf(String pathAndQuery, Predicate<String> fits) {
      int fragment = pathAndQuery.indexOf('#');
      String path = fragment < 0 ? pathAndQuery : pathAndQuery.substring(0, fragment);
      for (String base : bases) {
        if (fits.test(base + path)) {
          return true;
        }
      }
      int query = path.indexOf('?');
      if (query < 0 || path.indexOf('\'', query) < 0) {
        return false;
      }
      String escaped = path.substring(0, query) + path.substring(query).replace("'", "%27");
      return bases.stream().anyMatch(base -> fits.test(base + escaped));
    }
  }
}

package dev.ramal.testkit.tincan;

import dev.ramal.events.Carrier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A third carrier that exists in tests only, to prove that one can be added: two tins and a string.
 * It sends small JSON events, each signed with HMAC-SHA256 over the body, and waits for commands.
 */
public final class Tincan {
  public static final Carrier CARRIER = Carrier.of("tincan");

  /** Name of the secret of a connection that it signs with. */
  public static final String SIGNING_SECRET = "signing-secret";

  public static final String HEADER = "x-tincan-signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Tincan() {}

  /** As it stands in the header: lower-case hex. */
  public static String sign(String body, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA256", e);
    }
  }
}

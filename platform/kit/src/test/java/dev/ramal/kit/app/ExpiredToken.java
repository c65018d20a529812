package dev.ramal.kit.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * A token that ended an hour ago, of an issuer of its own: those of the realm live for a quarter of
 * an hour. It is checked where a path begins with {@value #PATH}, by what checks the realm's.
 */
public final class ExpiredToken implements QuarkusTestResourceLifecycleManager {
  public static final String PATH = "/notes/expired";
  public static final String PROPERTY = "kit.test.expired-token";

  @Override
  public Map<String, String> start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      return Map.of(
          "quarkus.oidc.expired.public-key",
          Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
          "quarkus.oidc.expired.application-type",
          "service",
          "quarkus.oidc.expired.tenant-paths",
          PATH,
          PROPERTY,
          signed(keys));
    } catch (GeneralSecurityException | JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(KeyPair keys) throws JoseException {
    JwtClaims claims = new JwtClaims();
    claims.setSubject("ana");
    claims.setIssuedAt(ago(2 * 3600));
    claims.setExpirationTime(ago(3600));
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKey(keys.getPrivate());
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return token.getCompactSerialization();
  }

  private static NumericDate ago(long seconds) {
    return NumericDate.fromSeconds(NumericDate.now().getValue() - seconds);
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}

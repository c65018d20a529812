package dev.ramal.simulators.telnyx.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TelnyxSignatureTest {
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  @Test
  @DisplayName("SIM-41 sign so that the public key verifies")
  void shouldSignSoThatThePublicKeyVerifies() throws Exception {
    // Given
    TelnyxSignature.Keys keys = TelnyxSignature.generate();

    // When
    String signature = TelnyxSignature.sign(keys.seed(), "1760000000", "{\"olá\":1}");

    // Then
    byte[] raw = Base64.getDecoder().decode(keys.publicKey());
    byte[] encoded = new byte[X509.length + raw.length];
    System.arraycopy(X509, 0, encoded, 0, X509.length);
    System.arraycopy(raw, 0, encoded, X509.length, raw.length);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update("1760000000|{\"olá\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
  }

  @Test
  @DisplayName("SIM-42 derive the public key of RFC 8032")
  void shouldDeriveThePublicKeyOfRfc8032() {
    // Given
    byte[] seed =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    // When
    String publicKey = TelnyxSignature.publicKey(Base64.getEncoder().encodeToString(seed));

    // Then
    assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(publicKey)))
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  }
}

package dev.ramal.kit.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretCipherTest {
  private static final Map<String, String> KEYS = Map.of("k1", key(1), "k2", key(2));

  @Property(tries = 200)
  void shouldOpenWhatItSealed(@ForAll String plain, @ForAll String context) {
    SecretCipher cipher = cipher("k1");
    // A lone surrogate is no text: UTF-8 cannot carry it.
    String text = new String(plain.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(cipher.open(cipher.seal(text, context), context)).isEqualTo(text);
  }

  @Test
  void shouldNameTheKeyAndNeverSealTwiceAlike() {
    // Given
    SecretCipher cipher = cipher("k1");

    // When
    String first = cipher.seal("secret", "aurora:1");
    String second = cipher.seal("secret", "aurora:1");

    // Then
    assertThat(first).startsWith("v1:k1:").isNotEqualTo(second).doesNotContain("secret");
  }

  @Test
  void shouldNotOpenInAnotherContext() {
    // Given
    String sealed = cipher("k1").seal("secret", "aurora:1");

    // When / Then
    assertThatThrownBy(() -> cipher("k1").open(sealed, "boreal:1"))
        .isInstanceOf(UnopenableSecret.class);
  }

  @Test
  void shouldStillOpenWhatAnOlderKeySealed() {
    // Given
    String sealed = cipher("k1").seal("secret", "aurora:1");

    // When
    String opened = cipher("k2").open(sealed, "aurora:1");

    // Then
    assertThat(opened).isEqualTo("secret");
  }

  @Test
  void shouldSealAnewWhatAnotherKeySealedAndNothingElse() {
    // Given
    String old = cipher("k1").seal("secret", "aurora:1");

    // When
    String anew = cipher("k2").reseal(old, "aurora:1");

    // Then
    assertThat(anew).startsWith("v1:k2:");
    assertThat(cipher("k2").open(anew, "aurora:1")).isEqualTo("secret");
    assertThat(cipher("k2").reseal(anew, "aurora:1")).isEqualTo(anew);
  }

  @Test
  void shouldNotOpenWhatWasChangedOrIsNoSealedSecret() {
    SecretCipher cipher = cipher("k1");
    String sealed = cipher.seal("secret", "c");
    // In the middle: the last characters of base64 hold bits that nobody reads.
    int middle = sealed.length() / 2;
    String changed =
        sealed.substring(0, middle)
            + (sealed.charAt(middle) == 'A' ? 'B' : 'A')
            + sealed.substring(middle + 1);

    for (String bad :
        new String[] {
          changed, "", "v2:k1:AAAA", "v1:k1:AAAA", "v1:no:" + "A".repeat(80), "v1:k1:?"
        }) {
      assertThatThrownBy(() -> cipher.open(bad, "c")).isInstanceOf(UnopenableSecret.class);
    }
  }

  private static SecretCipher cipher(String active) {
    return new SecretCipher(
        new SecretKeys() {
          @Override
          public Map<String, String> keys() {
            return new HashMap<>(KEYS);
          }

          @Override
          public Optional<String> active() {
            return Optional.of(active);
          }
        });
  }

  private static String key(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(key);
  }
}

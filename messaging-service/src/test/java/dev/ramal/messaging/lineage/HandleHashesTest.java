package dev.ramal.messaging.lineage;

import static dev.ramal.messaging.lineage.LineageEvents.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.events.E164;
import dev.ramal.kit.problem.ProblemException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MSG-525 numbers are found by whatever is dialled, and by nobody without the key")
class HandleHashesTest {
  private static final E164 MOBILE = E164.of("+5511987654321");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5511987654321",
        "+551187654321",
        " 5511987654321",
        "(11) 98765-4321",
        "11987654321",
        "011 98765 4321"
      })
  void shouldFindANumberHoweverItIsWritten(String written) {
    // Given
    HandleHashes hashes = new HandleHashes(keys("k1"));
    UUID stored = hashes.ofNumber(MOBILE).orElseThrow();

    // When
    Set<UUID> asked = AskedId.of(written).handles(hashes);

    // Then
    assertThat(asked).contains(stored);
  }

  @Test
  void shouldDependOnTheKeyAndFindWhatWasWrittenUnderAnOlderOne() {
    // Given
    HandleHashes before = new HandleHashes(keys("k1"));
    HandleHashes after = new HandleHashes(keys("k2", "k1"));
    HandleHashes others = new HandleHashes(keys("k3"));
    UUID stored = before.ofNumber(MOBILE).orElseThrow();

    // When, Then
    assertThat(after.ofNumber(MOBILE).orElseThrow()).isNotEqualTo(stored);
    assertThat(after.ofNumberUnderEachKey(MOBILE)).contains(stored);
    assertThat(others.ofNumberUnderEachKey(MOBILE)).doesNotContain(stored);
    assertThat(before.ofId(MOBILE.value())).isNotEqualTo(stored);
    assertThat(new HandleHashes(keys()).ofNumber(MOBILE)).isEmpty();
  }

  @Test
  void shouldAskByIdAsItIsWritten() {
    // Given
    HandleHashes hashes = new HandleHashes(keys("k1"));
    String id = "0192f3a4-7c1b-7d35-9e0a-3f1c2b4d5e6f";

    // When, Then
    assertThat(AskedId.of(" " + id.toUpperCase(Locale.ROOT)).handles(hashes))
        .containsExactly(hashes.ofId(id));
    assertThat(AskedId.of("CA11").handles(hashes)).containsExactly(hashes.ofId("CA11"));
    assertThat(hashes.ofEffectsOf(id)).isNotEqualTo(hashes.ofId(id));
    for (String none : new String[] {null, "", "  ", "x".repeat(201)}) {
      assertThatThrownBy(() -> AskedId.of(none)).isInstanceOf(ProblemException.class);
    }
  }
}

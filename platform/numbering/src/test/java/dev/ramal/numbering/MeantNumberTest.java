package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class MeantNumberTest {
  @Property
  @Domain(Numbers.class)
  void shouldTakeAnAssignedNumberForItself(@ForAll E164 number) {
    // Given
    Optional<E164> meant = MeantNumber.of(number.value());

    // When
    Optional<E164> again = meant.flatMap(guess -> MeantNumber.of(guess.value()));

    // Then
    assertThat(again).isEqualTo(meant);
  }

  @Test
  void shouldGuessNothingFromNothing() {
    // When
    Optional<E164> meant = MeantNumber.of(null);

    // Then
    assertThat(meant).isEmpty();
  }
}

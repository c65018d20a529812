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

  @Test
  void shouldLookUpWhatIsValidAndElseWhatWasMeant() {
    // Then
    assertThat(MeantNumber.toLookUp("+11987654321")).contains(E164.of("+11987654321"));
    assertThat(MeantNumber.toLookUp(" 51987654321"))
        .as("with a plus sign that became a blank")
        .contains(E164.of("+51987654321"));
    assertThat(MeantNumber.toLookUp("(51) 98765-4321")).contains(E164.of("+5551987654321"));
    assertThat(MeantNumber.toLookUp("12345")).isEmpty();
    assertThat(MeantNumber.toLookUp("Loja")).isEmpty();
    assertThat(MeantNumber.toLookUp(null)).isEmpty();
  }
}

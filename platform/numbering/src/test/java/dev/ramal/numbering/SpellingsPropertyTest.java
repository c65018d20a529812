package dev.ramal.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.E164;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Numbers.class)
class SpellingsPropertyTest {
  @Property
  void shouldKeepACurrentSpelling(@ForAll E164 number) {
    // Given
    E164 current = Spellings.current(number);

    // When
    E164 again = Spellings.current(current);

    // Then
    assertThat(again).isEqualTo(current);
  }

  @Property
  void shouldFindTheCurrentSpellingAmongAll(@ForAll E164 number) {
    // Given
    E164 current = Spellings.current(number);

    // When
    List<String> spellings = Spellings.of(number);

    // Then
    if (!number.equals(current)) {
      assertThat(spellings).contains(number.value(), current.value());
    }
  }

  @Property
  void shouldSpellDistinctlyAndInternationallyFirst(@ForAll E164 number) {
    // When
    List<String> spellings = Spellings.of(number);

    // Then
    assertThat(spellings).isNotEmpty().doesNotHaveDuplicates();
    assertThat(spellings.get(1)).isEqualTo(spellings.get(0).substring(1));
  }

  @Property
  void shouldFindTheSameSpellingsFromEitherFormOfAMobile(@ForAll E164 number) {
    // Given
    Optional<BrazilianNumber> mobile =
        BrazilianNumber.of(number).flatMap(BrazilianNumber::withoutNinthDigit);

    // When
    Optional<BrazilianNumber> there = mobile.flatMap(BrazilianNumber::withNinthDigit);

    // Then
    assertThat(there).isEqualTo(mobile.flatMap(ignored -> BrazilianNumber.of(number)));
  }

  @Property
  void shouldReadEverySpellingOfAnAssignedNumberAsTheSamePerson(@ForAll E164 number) {
    // Given
    boolean assigned =
        MeantNumber.of(number.value()).isPresent()
            && BrazilianNumber.of(number).map(BrazilianNumber::hasNinthDigit).orElse(false);

    // When
    List<String> spellings = assigned ? Spellings.of(number) : List.of();

    // Then
    assertThat(spellings.stream().limit(4))
        .allMatch(s -> MeantNumber.of(s).orElseThrow().equals(number));
  }
}

package dev.ramal.billing.tariffs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "BILL-375 of one beginning no two versions state the same, unless one corrects the other")
class ContradictingRulesTest {
  private static final String HEAD =
      "id,meter,leg,carrier,direction,destination_class,prefix,cost_per_unit,price_per_unit\n";
  private static final TariffDocument FIRST =
      version("first", null, "a,voice-minute,lead,,,,+5511,1,2\nb,voice-minute,lead,,,,+351,1,2\n");
  private static final TariffDocument SECOND =
      version("second", "first", "c,voice-minute,lead,,,,+5511,1,3\n");

  @Test
  void shouldNameTheOtherVersionAndTheRules() {
    // Given
    TariffDocument again =
        version(
            "again",
            null,
            "x,voice-minute,lead,,,,+1,1,2\n"
                + "y,voice-minute,lead,,,,+351,9,9\n"
                + "z,voice-minute,lead,,,,+5511,1,2\n");

    // When
    Problem problem = refused(again, FIRST);

    // Then
    assertThat(problem.code()).isEqualTo("BILLING-0194");
    assertThat(problem.more()).containsEntry("version", "first");
    assertThat(problem.errors())
        .extracting(FieldError::field, FieldError::message)
        .containsExactly(
            tuple("validFrom", "is the beginning of first as well"),
            tuple("rules[1]", "covers exactly the same uses as b of first"),
            tuple("rules[2]", "covers exactly the same uses as a of first"));
  }

  @Test
  void shouldLetPassWhatContradictsNothingOrCorrectsTheNewest() {
    // Given
    String narrower = "a,voice-minute,lead,twilio,,,+5511,1,2\nb,voice-minute,lead,,,,+55,1,2\n";

    // Then
    assertThatCode(
            () -> {
              ContradictingRules.refuse(version("v", null, narrower), List.of(FIRST));
              ContradictingRules.refuse(SECOND, List.of(FIRST));
              ContradictingRules.refuse(
                  version("third", "second", "a,voice-minute,lead,,,,+5511,1,2\n"),
                  List.of(SECOND, FIRST));
              ContradictingRules.refuse(
                  version("other", "first", "a,voice-minute,lead,,,,+351,1,2\n"),
                  List.of(SECOND, FIRST));
              ContradictingRules.refuse(version("alone", null, narrower), List.of());
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseToCorrectWhatIsNotTheNewestOrContradictsNothing() {
    // Given
    String same = "a,voice-minute,lead,,,,+5511,1,2\n";

    // When
    Problem older = refused(version("third", "first", same), SECOND, FIRST);
    Problem nothing = refused(version("third", "fist", "a,number-month,,,,,,1,2\n"), FIRST);

    // Then
    assertThat(older.code()).isEqualTo("BILLING-0194");
    assertThat(older.errors().get(0).field()).isEqualTo("corrects");
    assertThat(older.errors().get(0).message())
        .isEqualTo("is not second, the newest version of that beginning");
    assertThat(nothing.code()).isEqualTo("BILLING-0007");
    assertThat(nothing.errors().get(0).field()).isEqualTo("corrects");
  }

  @Test
  void shouldTellTheFirstOfManyRules() {
    // Given
    String many =
        IntStream.range(0, 100)
            .mapToObj(n -> "r%d,voice-minute,lead,,,,+55%d,1,2\n".formatted(n, 1000 + n))
            .collect(Collectors.joining());

    // When
    Problem problem = refused(version("again", null, many), version("many", null, many));

    // Then
    assertThat(problem.errors()).hasSize(20);
  }

  private static Problem refused(TariffDocument document, TariffDocument... published) {
    return catchThrowableOfType(
            ProblemException.class, () -> ContradictingRules.refuse(document, List.of(published)))
        .problem();
  }

  private static TariffDocument version(String version, String corrects, String rules) {
    return new TariffDocument(
        version, Instant.EPOCH, null, "teste", null, TariffCsv.read(HEAD + rules), null, corrects);
  }
}

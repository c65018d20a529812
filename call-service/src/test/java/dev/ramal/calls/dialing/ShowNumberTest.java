package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.events.E164;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-504 where all numbers are others', one that may be shown is shown")
class ShowNumberTest {
  private static final E164 TOLL_FREE = E164.of("+558005500001");
  private static final E164 LOCAL = E164.of("+551130000001");

  @Test
  void shouldPassTollFreeNumbersBy() {
    assertThat(ShowNumber.any(List.of(TOLL_FREE, LOCAL))).isEqualTo(LOCAL);
  }

  @Test
  void shouldNotBlameAFieldThatNobodyGave() {
    assertThatThrownBy(() -> ShowNumber.any(List.of(TOLL_FREE)))
        .isInstanceOfSatisfying(
            dev.ramal.kit.problem.ProblemException.class,
            e -> assertThat(e.problem().errors()).isEmpty());
  }
}

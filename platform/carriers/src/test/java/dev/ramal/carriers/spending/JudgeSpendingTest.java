package dev.ramal.carriers.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.spending.JudgeSpending.Finding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What billing holds back is judged alike for calls and messages")
class JudgeSpendingTest {
  private static final Instant NOON = Instant.parse("2026-12-02T15:00:00Z");

  @Test
  void shouldNameTheFirstBudgetThatIsSpent() {
    // Given
    List<SpentBudget> spent =
        List.of(
            new SpentBudget("b1", 3, "2026-12", "Vendas", NOON),
            new SpentBudget("b2", 1, "2026-12", "Tudo", NOON));

    // When
    Finding found = JudgeSpending.budget(spent);

    // Then
    assertThat(found)
        .isEqualTo(new Finding(true, "budget-b1-3", "the budget \"Vendas\" of 2026-12 is spent"));
  }

  @Test
  void shouldNameThePrefixThatIsBlocked() {
    // Given
    List<BlockedPrefix> blocked = List.of(new BlockedPrefix("x", "+5590", "Abroad", NOON));

    // When
    Finding found = JudgeSpending.velocity(blocked);

    // Then
    assertThat(found)
        .isEqualTo(
            new Finding(
                true,
                "Abroad",
                "numbers that begin with +5590 are blocked since 2026-12-02T15:00:00Z"));
  }

  @Test
  void shouldDenyNothingWhereNothingIsHeldBack() {
    // Then
    assertThat(List.of(JudgeSpending.velocity(List.of()), JudgeSpending.budget(List.of())))
        .containsExactly(
            new Finding(false, "billing", "no prefix blocked"),
            new Finding(false, "billing", "no budget spent"));
  }
}

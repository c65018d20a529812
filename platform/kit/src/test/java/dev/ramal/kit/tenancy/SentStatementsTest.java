package dev.ramal.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentStatementsTest {
  private static final String SQL = "insert into notes values ($1, $2)";

  @Test
  void shouldKnowAStatementByItsTextAndTheTypesOfItsParameters() {
    // Given
    SentStatements sent = new SentStatements();

    // When
    sent.add(SQL, "aurora", 1);

    // Then
    assertThat(sent.holds(SQL, "boreal", 2)).isTrue();
    assertThat(sent.holds(SQL, null, 2)).isTrue();
    assertThat(sent.holds(SQL, "boreal", 2L)).isFalse();
    assertThat(sent.holds(SQL, "boreal")).isFalse();
    assertThat(sent.holds(SQL + " ", "boreal", 2)).isFalse();
  }

  @Test
  void shouldLearnATypeWhereNothingWasGivenBefore() {
    // Given
    SentStatements sent = new SentStatements();
    sent.add(SQL, "aurora", null);

    // When
    sent.add(SQL, null, 1);

    // Then
    assertThat(sent.holds(SQL, "aurora", 1)).isTrue();
    assertThat(sent.holds(SQL, "aurora", "1")).isFalse();
  }
}

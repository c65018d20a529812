package dev.ramal.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlRowTest {
  @Test
  void shouldNameTheColumnThatHoldsNoNumber() {
    // Given
    SqlRow row = new SqlRow(new Object[] {"1.50", null, "NaN"});

    // Then
    assertThat(row.decimal(0)).isEqualByComparingTo("1.5");
    assertThat(row.decimal(1)).isNull();
    assertThatThrownBy(() -> row.decimal(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column 2 holds NaN");
  }
}

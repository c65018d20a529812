package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrmConnectionRowTest {
  private static final Instant FIRST = Instant.parse("2026-11-03T14:05:33Z");

  private final CrmConnectionRow row = CrmConnectionRow.of(TenantId.of("aurora"));

  @Test
  @DisplayName(
      "CRM-358 whatever another CRM or account is entered has a number that none had before; who"
          + " enters the same again keeps it")
  void shouldNumberEachAccount() {
    // Then
    assertThat(number("rdstation", false, 0)).isZero();
    assertThat(number("rdstation", false, 1)).isZero();
    assertThat(number("hubspot", false, 2)).isOne();
    assertThat(number("rdstation", false, 3)).as("it may be another one").isEqualTo(2);
    assertThat(number("rdstation", true, 4)).isEqualTo(3);
    assertThat(number("hubspot", true, 5)).as("one change").isEqualTo(4);
    assertThat(number("hubspot", false, 6)).isEqualTo(4);
    assertThat(row.state().since()).isEqualTo(FIRST.plusSeconds(5));
  }

  @Test
  @DisplayName("CRM-358 the first account has no other before it, whatever is said")
  void shouldBeginWithTheFirst() {
    // Then
    assertThat(row.isElsewhere("rdstation", true)).isFalse();
    assertThat(number("rdstation", true, 0)).isZero();
  }

  private int number(String crm, boolean otherAccount, int second) {
    row.enter(crm, otherAccount, FIRST.plusSeconds(second));
    return row.accountNumber;
  }
}

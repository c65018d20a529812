package dev.ramal.calls.subaccounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.carrier.SubaccountPort.Made;
import dev.ramal.calls.subaccounts.Subaccount.State;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredSubaccountsTest {

  @Test
  void shouldKeepItsWords() {
    // Given
    Subaccount long27 =
        new Subaccount(
            "01a22834-e036-708d-a889-760f0320df03",
            "owner",
            "A name of more characters than are left",
            State.ORDERED,
            null,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);

    // Then
    assertThat(State.values())
        .extracting(Enum::name)
        .containsExactly("ORDERED", "ACTIVE", "REFUSED");
    assertThat(MakeSubaccounts.QUEUE).isEqualTo("subaccounts");
    assertThat(MakeSubaccounts.KIND).isEqualTo("MAKE");
    assertThat(OrderSubaccount.ENDPOINT).isEqualTo("POST /api/carriers/{id}/subaccounts");
    assertThat(long27.nameAtCarrier())
        .hasSize(64)
        .endsWith(" 01a22834-e036-708d-a889-760f0320df03");
    assertThat(new Made("AC1", "secret").toString()).doesNotContain("secret");
  }
}

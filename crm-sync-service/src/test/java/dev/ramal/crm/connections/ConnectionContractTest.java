package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands in the tables of running systems and in answers: it never changes. */
class ConnectionContractTest {
  @Test
  @DisplayName("CRM-07 the states of a connection and the CRM's name keep their words")
  void shouldKeepItsWords() {
    // Then
    assertThat(
            List.of(
                CrmConnection.NOT_CONNECTED,
                CrmConnection.CONNECTED,
                CrmConnection.RECONNECT_REQUIRED))
        .containsExactly("not-connected", "connected", "reconnect-required");
    assertThat(ConnectionView.RD_STATION).isEqualTo("rdstation");
  }
}

package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.connection.CrmConnectionState;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands in the tables of running systems and in answers: it never changes. */
class ConnectionContractTest {
  @Test
  @DisplayName("CRM-07 the states of a connection keep their words")
  void shouldKeepItsWords() {
    // Then
    assertThat(
            List.of(
                CrmConnectionState.NOT_CONNECTED,
                CrmConnectionState.CONNECTED,
                CrmConnectionState.RECONNECT_REQUIRED))
        .containsExactly("not-connected", "connected", "reconnect-required");
    assertThat(CrmConnectionView.none("rdstation").state()).isEqualTo("not-connected");
  }
}

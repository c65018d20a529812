package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.connections.DeliveryGate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands in the tables of running systems: it never changes. */
class IntakeContractTest {
  @Test
  @DisplayName("CRM-09 the names in the inbox and in the queue are kept")
  void shouldKeepItsNames() {
    // Then
    assertThat(FinishedCallsConsumer.INBOX_ID).isEqualTo("crm-sync-service");
    assertThat(NoteJobs.QUEUE).isEqualTo("crm-notes");
    assertThat(NoteJobs.KIND).isEqualTo("write-note");
    assertThat(DeliveryGate.ACCOUNT).isEqualTo("crm");
  }
}

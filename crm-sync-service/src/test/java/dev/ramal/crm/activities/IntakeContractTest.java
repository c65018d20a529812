package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.NoteKind;
import dev.ramal.crm.connections.DeliveryGate;
import java.util.Map;
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
    assertThat(NoteJobs.KINDS)
        .containsOnly(
            Map.entry("write-note", NoteKind.CALL),
            Map.entry("write-follow-up", NoteKind.FOLLOW_UP),
            Map.entry("write-messages", NoteKind.MESSAGES),
            Map.entry("write-messages-follow-up", NoteKind.MESSAGES_FOLLOW_UP));
    assertThat(DeliveryGate.ACCOUNT).isEqualTo("crm");
  }
}

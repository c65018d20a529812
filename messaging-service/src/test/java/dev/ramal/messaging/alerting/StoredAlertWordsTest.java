package dev.ramal.messaging.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.EventJson;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.alerting.AlertJobs.About;
import dev.ramal.messaging.alerting.AlertJobs.Step;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import dev.ramal.messaging.alerting.policy.AlertVariable;
import dev.ramal.messaging.alerting.policy.DutyHours;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.ReceiverChannel;
import dev.ramal.messaging.alerting.policy.Severity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredAlertWordsTest {
  @Test
  @DisplayName("MSG-229 what rows hold of alerts stays as it is")
  void shouldKeepTheWordsOfRows() {
    // Given
    EscalationPolicy policy =
        new EscalationPolicy(
            List.of(
                new AlertReceiver(
                    "a",
                    ReceiverChannel.SLACK,
                    null,
                    "v1:k:x",
                    "h/…y",
                    new DutyHours("18:00-08:00", null, null))),
            List.of(new EscalationPolicy.Step(List.of("a"), 15)),
            240,
            2,
            Severity.WARNING,
            null);

    // When
    String stored = EventJson.write(policy);

    // Then
    assertThat(stored)
        .isEqualTo(
            "{\"receivers\":[{\"id\":\"a\",\"channel\":\"SLACK\",\"sealedWebhook\":\"v1:k:x\","
                + "\"shownWebhook\":\"h/…y\",\"hours\":{\"weekdays\":\"18:00-08:00\"}}],\"steps\":[{\"receivers\":[\"a\"],"
                + "\"waitMinutes\":15}],\"repeatMinutes\":240,\"reminders\":2,"
                + "\"leastSeverity\":\"WARNING\"}");
    assertThat(EventJson.read(stored, EscalationPolicy.class)).isEqualTo(policy);
    assertThat(Arrays.stream(AlertVariable.values()).map(AlertVariable::wire))
        .as("what templates of organizations hold")
        .containsExactly("severity", "title", "detail", "service");
    assertThat(EventJson.write(new Step(1, 0))).isEqualTo("{\"round\":1,\"step\":0}");
    assertThat(EventJson.write(new About("i"))).isEqualTo("{\"alertId\":\"i\"}");
    assertThat(
            List.of(
                AlertJobs.STEPS,
                AlertJobs.SLACK,
                AlertJobs.TEXTS,
                AlertJobs.STEP,
                AlertJobs.REMIND,
                AlertJobs.HEAR,
                AlertJobs.TELL,
                AlertReceiver.sealContext("t", "r")))
        .containsExactly(
            "alert-steps",
            "alert-slack",
            "alert-texts",
            "step",
            "remind",
            "hear",
            "tell",
            "t:alert-receiver:r");
    assertThat(AlertsConsumer.INBOX).isEqualTo("messaging-service.alerts");
    assertThat(
            List.of(
                MessageProblems.noSuchAlert().code(),
                MessageProblems.unknownAlertState().code(),
                MessageProblems.badAlertSettings().code()))
        .containsExactly("MESSAGES-0050", "MESSAGES-0051", "MESSAGES-0052");
    assertThat(AlertState.words()).containsExactly("open", "acknowledged", "resolved");
    assertThat(Arrays.stream(AlertNews.values()).map(AlertNews::wire))
        .containsExactly("raised", "acknowledged", "resolved");
    assertThat(Arrays.stream(AlertNotification.State.values()).map(AlertNotification.State::wire))
        .containsExactly("pending", "sent", "failed", "dropped");
  }
}

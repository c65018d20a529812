package dev.ramal.messaging.alerting.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ramal.kit.problem.Problem.FieldError;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.messaging.alerting.policy.AlertSettings.Receiver;
import dev.ramal.messaging.alerting.policy.AlertSettings.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsChangeTest {
  private static final String SLACK = "https://hooks.slack.com/services/T000/B000/abcd1234";
  private static final WebhookAddresses ADDRESSES = new WebhookAddresses(new Config());
  private static final Receiver CHANNEL = new Receiver("ours", "slack", null, SLACK, null);
  private static final Receiver PHONE = new Receiver("ana", "sms", "+5511987654321", null, null);

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(
            "receivers[0].id", receivers(new Receiver("Ana B", "sms", PHONE.to(), null, null))),
        Arguments.of("receivers[1].id", receivers(PHONE, PHONE)),
        Arguments.of(
            "receivers[0].channel", receivers(new Receiver("a", "email", null, null, null))),
        Arguments.of("receivers[0].to", receivers(new Receiver("a", "sms", "11987", null, null))),
        Arguments.of("receivers[0].to", receivers(new Receiver("a", "whatsapp", null, null, null))),
        Arguments.of(
            "receivers[0].to",
            receivers(new Receiver("a", "slack", "+5511987654321", SLACK, null))),
        Arguments.of(
            "receivers[0].webhookUrl", receivers(new Receiver("a", "slack", null, null, null))),
        Arguments.of(
            "receivers[0].webhookUrl",
            receivers(new Receiver("a", "sms", PHONE.to(), SLACK, null))),
        Arguments.of(
            "receivers[0].hours",
            receivers(
                new Receiver("a", "sms", PHONE.to(), null, new DutyHours("8-18", null, null)))),
        Arguments.of("receivers[0]", receivers(new Receiver[] {null})),
        Arguments.of(
            "receivers", receivers(Collections.nCopies(21, PHONE).toArray(Receiver[]::new))),
        Arguments.of("steps[0].receivers", steps(new Step(List.of("nobody"), 15))),
        Arguments.of("steps[0].receivers", steps(new Step(List.of("ana", "ana"), 15))),
        Arguments.of("steps[0].receivers", steps(new Step(List.of(), 15))),
        Arguments.of("steps[0].receivers", steps(new Step(null, 15))),
        Arguments.of("steps[0].waitMinutes", steps(new Step(List.of("ana"), null))),
        Arguments.of("steps[0].waitMinutes", steps(new Step(List.of("ana"), 0))),
        Arguments.of("steps[0]", steps(new Step[] {null})),
        Arguments.of("repeatMinutes", new AlertSettingsChange(null, null, 4, null, null, null)),
        Arguments.of("reminders", new AlertSettingsChange(null, null, null, 11, null, null)),
        Arguments.of("leastSeverity", new AlertSettingsChange(null, null, null, null, "bad", null)),
        Arguments.of(
            "templateId", new AlertSettingsChange(null, null, null, null, null, "x".repeat(101))));
  }

  @ParameterizedTest
  @MethodSource("bad")
  @DisplayName("MSG-224 a setting that is not valid is named")
  void shouldNameWhatIsNotValid(String field, AlertSettingsChange change) {
    // When
    ProblemException refused =
        catchThrowableOfType(
            () -> change.changed(EscalationPolicy.NONE, ADDRESSES, (id, url) -> "sealed"),
            ProblemException.class);

    // Then
    assertThat(refused.problem().code()).isEqualTo("MESSAGES-0052");
    assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.slack.com/services/T/B/x",
        "https://hooks.slack.com:8443/services/T/B/x",
        "https://user@hooks.slack.com/services/T/B/x",
        "https://hooks.slack.com.evil.example/services/T/B/x",
        "https://evil.example/hooks.slack.com",
        "https://hooks.slack.com/a/../services",
        "https://127.0.0.1/services/T/B/x",
        "https://[::1]/services",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:4041/services/T/B/x",
        "http://user@localhost:4040/services/T/B/x",
        "ftp://localhost:4040/services",
        "file:///etc/passwd",
        "hooks.slack.com/services",
        "https://hooks.slack.com/ser vices",
        "\\\\hooks.slack.com"
      })
  @DisplayName("MSG-225 nothing is posted to but Slack, and what stands in for it")
  void shouldAllowNoOtherPlace(String address) {
    // Then
    assertThat(ADDRESSES.allow(address)).isFalse();
    assertThat(ADDRESSES.allow(SLACK)).isTrue();
    assertThat(ADDRESSES.allow("http://localhost:4040/services/T/B/x")).isTrue();
  }

  @Test
  @DisplayName("MSG-226 what is left out or written back stays, and a step keeps its receivers")
  void shouldKeepWhatIsLeftOut() {
    // Given
    EscalationPolicy before =
        new AlertSettingsChange(
                List.of(CHANNEL, PHONE), List.of(new Step(List.of("ours"), 5)), 60, 0, "info", "t")
            .changed(EscalationPolicy.NONE, ADDRESSES, (id, url) -> "sealed " + id);
    AlertSettings read = AlertSettings.of(before);

    // When
    EscalationPolicy after =
        new AlertSettingsChange(read.receivers(), read.steps(), null, 3, null, null)
            .changed(before, ADDRESSES, (id, url) -> "sealed anew");
    ProblemException refused =
        catchThrowableOfType(
            () -> receivers(PHONE).changed(before, ADDRESSES, (id, url) -> ""),
            ProblemException.class);

    // Then
    assertThat(read.receivers().get(0).webhookUrl()).isEqualTo("https://hooks.slack.com/…1234");
    assertThat(after.receivers()).isEqualTo(before.receivers());
    assertThat(after.receiver("ours").sealedWebhook()).isEqualTo("sealed ours");
    assertThat(after.repeat()).isEqualTo(Duration.ofHours(1));
    assertThat(after.reminders()).isEqualTo(3);
    assertThat(after.leastSeverity()).isEqualTo(Severity.INFO);
    assertThat(after.templateId()).isEqualTo("t");
    assertThat(
            new AlertSettingsChange(null, null, null, null, null, "")
                .changed(before, ADDRESSES, (id, url) -> "")
                .templateId())
        .isNull();
    assertThat(refused.problem().errors().get(0).field()).isEqualTo("receivers");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T20:59:00Z, false",
    "2026-11-23T21:00:00Z, true",
    "2026-11-24T10:59:00Z, true",
    "2026-11-24T11:00:00Z, false",
    "2026-11-28T10:00:00Z, true",
    "2026-11-28T11:00:00Z, true",
    "2026-11-29T02:59:00Z, true",
    "2026-11-29T03:00:00Z, false"
  })
  @DisplayName("MSG-230 on call by the clock of the phone, also through a night")
  void shouldKnowWhoIsOnCall(Instant at, boolean onCall) {
    // Given
    DutyHours nights = new DutyHours("18:00-08:00", "08:00-24:00", null);
    AlertReceiver ana =
        new AlertReceiver("ana", ReceiverChannel.SMS, PHONE.to(), null, null, nights);
    AlertReceiver manaus =
        new AlertReceiver("m", ReceiverChannel.SMS, "+5592987654321", null, null, nights);

    // Then
    assertThat(ana.isOnCall(at)).isEqualTo(onCall);
    assertThat(manaus.isOnCall(at.plus(Duration.ofHours(1)))).isEqualTo(onCall);
    assertThat(ana.during(null).isOnCall(at)).isTrue();
  }

  @Test
  @DisplayName("MSG-234 while nobody is on call an alert waits for whoever is next")
  void shouldWaitForWhoeverIsOnCallNext() {
    // Given
    DutyHours nights = new DutyHours("18:00-08:00", null, null);
    EscalationPolicy policy =
        new EscalationPolicy(
            List.of(new AlertReceiver("ana", ReceiverChannel.SMS, PHONE.to(), null, null, nights)),
            List.of(new EscalationPolicy.Step(List.of("ana"), 15)),
            60,
            1,
            Severity.WARNING,
            null);

    // Then
    assertThat(policy.untilOnCall(Instant.parse("2026-11-30T20:17:30Z")))
        .as("at 18:00 there")
        .isEqualTo(Duration.ofSeconds(42 * 60 + 30));
    assertThat(policy.untilOnCall(Instant.parse("2026-11-30T15:00:00Z")))
        .isEqualTo(Duration.ofHours(1));
    assertThat(policy.stepOnCall(0, Instant.parse("2026-11-30T15:00:00Z"))).isEmpty();
    assertThat(policy.stepOnCall(0, Instant.parse("2026-11-30T21:00:00Z"))).hasValue(0);
  }

  private static AlertSettingsChange receivers(Receiver... receivers) {
    return new AlertSettingsChange(Arrays.asList(receivers), null, null, null, null, null);
  }

  private static AlertSettingsChange steps(Step... steps) {
    return new AlertSettingsChange(List.of(PHONE), Arrays.asList(steps), null, null, null, null);
  }

  private record Config() implements AlertingConfig {
    @Override
    public List<String> slackHosts() {
      return List.of("hooks.slack.com", "hooks.slack-gov.com");
    }

    @Override
    public Optional<String> slackStandIn() {
      return Optional.of("http://localhost:4040");
    }

    @Override
    public Duration slackTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public int attempts() {
      return 5;
    }

    @Override
    public Duration backoff() {
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration sendWithin() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration acknowledgedFor() {
      return Duration.ofHours(24);
    }
  }
}

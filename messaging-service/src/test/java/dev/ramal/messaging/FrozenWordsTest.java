package dev.ramal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.health.Breaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.SpokenCallsConsumer;
import dev.ramal.messaging.conversations.WhatsAppWindow;
import dev.ramal.messaging.conversations.WindowState;
import dev.ramal.messaging.facts.MessageFactsConsumer;
import dev.ramal.messaging.insight.InsightWordsAtRest;
import dev.ramal.messaging.media.FetchMedia;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.MessageTransition.Ignored.IgnoreReason;
import dev.ramal.messaging.permission.MessageRule;
import dev.ramal.messaging.permission.MessageVerdict.Decision;
import dev.ramal.messaging.sending.MessageBatchResource;
import dev.ramal.messaging.sending.MessageResource;
import dev.ramal.messaging.sending.RestingWords;
import dev.ramal.messaging.sending.SubmissionQueue;
import dev.ramal.messaging.templates.TemplateWordsAtRest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rows, clients and dashboards hold these words for years: whoever changes one carries what is
 * stored over by a migration, and changes this test last.
 */
@DisplayName("MSG-09 words at rest and on the wire stay as they are")
class FrozenWordsTest {

  @Test
  void shouldKeepTheWordsOfMessageStates() {
    // When
    String stored = names(MessageState.values());
    String told =
        Arrays.stream(MessageState.values())
            .map(MessageState::wire)
            .collect(Collectors.joining(" "));
    // Then
    assertThat(stored)
        .isEqualTo(
            "SCHEDULED ACCEPTED HELD SENDING_UNKNOWN SENDING SENT UNCONFIRMED CANCELED EXPIRED"
                + " FAILED UNDELIVERED DELIVERED READ DENIED RECEIVED");
    assertThat(told)
        .isEqualTo(
            "scheduled accepted held sending-unknown sending sent unconfirmed canceled expired"
                + " failed undelivered delivered read denied received");
  }

  @Test
  void shouldKeepTheWordsOfTheOtherColumns() {
    // Then
    assertThat(names(Direction.values())).isEqualTo("INBOUND OUTBOUND");
    assertThat(names(Channel.values())).isEqualTo("SMS WHATSAPP");
    assertThat(Carrier.TWILIO.name() + " " + Carrier.TELNYX.name()).isEqualTo("TWILIO TELNYX");
    assertThat(FailureReasons.TEMPLATE_REQUIRED).isEqualTo("template-required");
    assertThat(FailureReasons.OPTED_OUT).isEqualTo("opted-out");
    assertThat(FailureReasons.CANCELED).isEqualTo("canceled");
    assertThat(FailureReasons.EXPIRED).isEqualTo("expired");
    assertThat(FailureReasons.NEVER_OPEN).isEqualTo("never-open");
    assertThat(FailureReasons.BUDGET_EXHAUSTED).isEqualTo("budget-exhausted");
    assertThat(FailureReasons.PREFIX_BLOCKED).isEqualTo("prefix-blocked");
    assertThat(FailureReasons.CARRIER_UNREACHABLE).isEqualTo("carrier-unreachable");
    assertThat(FailureReasons.REPLACED_BY_SMS).isEqualTo("replaced-by-sms");
    assertThat(FailureReasons.ARRIVED_MEANWHILE).isEqualTo("arrived-meanwhile");
    assertThat(FailureReasons.UNREADABLE).isEqualTo("unreadable");
    assertThat(names(Breaker.State.values())).isEqualTo("CLOSED OPEN HALF_OPEN");
  }

  @Test
  void shouldKeepTheWordsOfVerdicts() {
    // Then
    assertThat(Stream.of(MessageRule.values()).map(MessageRule::wire))
        .containsExactly(
            "opt-out",
            "whatsapp-window",
            "attempts",
            "per-minute",
            "quiet-hours",
            "holiday",
            "velocity",
            "budget-exhausted");
    assertThat(names(Decision.values())).isEqualTo("ALLOWED HELD DENIED");
    assertThat(Stream.of(Decision.values()).map(Decision::wire))
        .containsExactly("allowed", "held", "denied");
  }

  @Test
  void shouldKeepTheKeysOfInboxAndIdempotency() {
    // Then
    assertThat(MessageFactsConsumer.CONSUMER_ID).isEqualTo("messaging-service");
    assertThat(SpokenCallsConsumer.CONSUMER_ID).isEqualTo("messaging-service-calls");
    assertThat(MessageResource.ENDPOINT).isEqualTo("POST /api/messages");
    assertThat(MessageBatchResource.ENDPOINT).isEqualTo("POST /api/messages/batch");
  }

  @Test
  void shouldKeepTheWordsOfJobs() {
    // Then
    assertThat(SubmissionQueue.NAME).isEqualTo("messages");
    assertThat(SubmissionQueue.SUBMIT).isEqualTo("submit");
    assertThat(SubmissionQueue.CONFIRM).isEqualTo("confirm");
    assertThat(EventJson.mapper().valueToTree(RestingWords.ofSubmission()).toString())
        .isEqualTo("{\"pinned\":true,\"replaces\":\"m\"}");
    assertThat(RestingWords.ofFallbacks()).isEqualTo("sms-fallbacks look");
    assertThat(FetchMedia.QUEUE).isEqualTo("message-media");
    assertThat(FetchMedia.KIND).isEqualTo("fetch");
    assertThat(TemplateWordsAtRest.ofJobs()).isEqualTo("template-approvals give approve");
  }

  @Test
  void shouldKeepTheCodesOfProblems() {
    // Given
    WindowState closed = WindowState.of(new WhatsAppWindow(null), Instant.EPOCH);
    // When
    String codes =
        Stream.of(
                MessageProblems.badFields(),
                MessageProblems.noSuchMessage(),
                MessageProblems.noSuchConversation(),
                MessageProblems.noSender(),
                MessageProblems.templateRequired(closed, List.of()),
                MessageProblems.somebodyElses(),
                MessageProblems.optedOut(),
                MessageProblems.noSuchMedia(),
                MessageProblems.mediaNotHereYet(),
                MessageProblems.mediaLost(),
                MessageProblems.noSuchRange(),
                MessageProblems.tooOften(""),
                MessageProblems.tooFast(),
                MessageProblems.neverOpen(""),
                MessageProblems.badSettings(),
                MessageProblems.noVerdict(),
                MessageProblems.badRouting(),
                MessageProblems.tooManyParts(11, 10),
                MessageProblems.badLink(),
                MessageProblems.notE164(),
                MessageProblems.landline(),
                MessageProblems.tooLong(1600),
                MessageProblems.badSendTime(),
                MessageProblems.tooLateToCancel("sent"),
                MessageProblems.alreadyCanceled(),
                MessageProblems.forbiddenMedia(),
                MessageProblems.unreachableMedia(),
                MessageProblems.mediaNotTaken("no-media"),
                MessageProblems.badBatch())
            .map(Problem::code)
            .collect(Collectors.joining(" "));
    // Then
    assertThat(codes)
        .isEqualTo(
            "MESSAGES-0001 MESSAGES-0002 MESSAGES-0003 MESSAGES-0004 MESSAGES-0005 MESSAGES-0006"
                + " MESSAGES-0007 MESSAGES-0008 MESSAGES-0009 MESSAGES-0010"
                + " MESSAGES-0011 MESSAGES-0020 MESSAGES-0021 MESSAGES-0022 MESSAGES-0023"
                + " MESSAGES-0024 MESSAGES-0030 MESSAGES-0060 MESSAGES-0061 MESSAGES-0070"
                + " MESSAGES-0071 MESSAGES-0072 MESSAGES-0073 MESSAGES-0074 MESSAGES-0075"
                + " MESSAGES-0076 MESSAGES-0077 MESSAGES-0078 MESSAGES-0079");
  }

  @Test
  void shouldKeepTheWordsOfTemplates() {
    // Then
    assertThat(TemplateWordsAtRest.ofColumns())
        .isEqualTo(
            "GREETING FOLLOW_UP OBJECTION CLOSING OTHER / ORGANIZATION AUTHOR / UTILITY MARKETING"
                + " AUTHENTICATION UNKNOWN / PENDING APPROVED REJECTED PAUSED DISABLED");
    assertThat(InsightWordsAtRest.ofGroups())
        .isEqualTo("TEMPLATE CAMPAIGN AGENT CARRIER CHANNEL DAY HOUR");
  }

  @Test
  void shouldKeepTheLabelsOfTheCounterOfIgnoredFacts() {
    // Then
    assertThat(names(IgnoreReason.values()))
        .isEqualTo("REPEATED LATE FAILURE_AFTER_ARRIVAL CLOSED");
  }

  private static String names(Enum<?>[] words) {
    return Arrays.stream(words).map(Enum::name).collect(Collectors.joining(" "));
  }
}
